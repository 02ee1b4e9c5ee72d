package io.soundforge.alchemy.contracts.batch;

import static io.soundforge.alchemy.contracts.job.JobState.CANCELLED;
import static io.soundforge.alchemy.contracts.job.JobState.COMPLETED;
import static io.soundforge.alchemy.contracts.job.JobState.FAILED;
import static io.soundforge.alchemy.contracts.job.JobState.QUEUED;
import static io.soundforge.alchemy.contracts.job.JobState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.contracts.job.JobState;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class BatchStateTest {
    static Stream<Arguments> items() {
        return Stream.of(
                Arguments.of(QUEUED, QUEUED, QUEUED, BatchState.QUEUED),
                Arguments.of(RUNNING, QUEUED, QUEUED, BatchState.PROCESSING),
                Arguments.of(COMPLETED, QUEUED, QUEUED, BatchState.PROCESSING),
                Arguments.of(COMPLETED, FAILED, RUNNING, BatchState.PROCESSING),
                Arguments.of(COMPLETED, COMPLETED, COMPLETED, BatchState.COMPLETED),
                Arguments.of(COMPLETED, COMPLETED, FAILED, BatchState.PARTIAL),
                Arguments.of(COMPLETED, CANCELLED, COMPLETED, BatchState.CANCELLED),
                Arguments.of(COMPLETED, CANCELLED, FAILED, BatchState.PARTIAL),
                Arguments.of(CANCELLED, CANCELLED, CANCELLED, BatchState.CANCELLED));
    }

    @ParameterizedTest
    @MethodSource("items")
    void item_followsFromItsJobs(JobState download, JobState separate, JobState analyze, BatchState expected) {
        assertThat(BatchState.ofItem(List.of(
                        standing(JobKind.DOWNLOAD, download, ErrorCode.CANCELLED),
                        standing(JobKind.SEPARATE, separate, ErrorCode.CANCELLED),
                        standing(JobKind.ANALYZE, analyze, ErrorCode.CANCELLED))))
                .isEqualTo(expected);
    }

    @Test
    void item_whoseDownloadFailed_isAnErrorAlthoughTheRestWasCancelled() {
        assertThat(BatchState.ofItem(List.of(
                        standing(JobKind.DOWNLOAD, FAILED, ErrorCode.SOURCE_REFUSED),
                        standing(JobKind.SEPARATE, CANCELLED, ErrorCode.PREDECESSOR_FAILED))))
                .isEqualTo(BatchState.ERROR);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "QUEUED|QUEUED",
                "QUEUED,COMPLETED|PROCESSING",
                "PROCESSING,ERROR|PROCESSING",
                "COMPLETED|COMPLETED",
                "COMPLETED,ERROR|PARTIAL",
                "COMPLETED,PARTIAL|PARTIAL",
                "ERROR|ERROR",
                "COMPLETED,CANCELLED|CANCELLED",
            })
    void batch_followsFromItsItems(String items, BatchState expected) {
        Set<BatchState> states =
                Arrays.stream(items.split(",", -1)).map(BatchState::valueOf).collect(Collectors.toSet());

        assertThat(BatchState.ofItems(states)).isEqualTo(expected);
    }

    @Test
    void tally_countsEndedItemsAsDone() {
        BatchTally tally = BatchTally.of(List.of(
                new ItemGroup(true, List.of(standing(JobKind.DOWNLOAD, RUNNING, ErrorCode.CANCELLED)), 2, 80),
                new ItemGroup(true, List.of(standing(JobKind.DOWNLOAD, FAILED, ErrorCode.INTERNAL)), 1, 30),
                new ItemGroup(false, List.of(), 1, 0)));

        assertThat(tally.state()).isEqualTo(BatchState.PROCESSING);
        assertThat(tally.count(BatchState.ERROR)).isEqualTo(2);
        assertThat(tally.count(BatchState.COMPLETED)).isZero();
        assertThat(tally.progress()).isEqualTo((80 + 100 + 100) / 4.0);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", ".", "..", "a/b", "a b", "ä", "a\u0000"})
    void id_ofAnotherForm_isRefused(String text) {
        assertThatThrownBy(() -> new BatchId(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("1 to 100");
        assertThatThrownBy(() -> new BatchId("x".repeat(101))).isInstanceOf(IllegalArgumentException.class);
    }

    private static JobStanding standing(JobKind kind, JobState state, ErrorCode reason) {
        return new JobStanding(kind, state, state == FAILED || state == CANCELLED ? reason : null);
    }
}
