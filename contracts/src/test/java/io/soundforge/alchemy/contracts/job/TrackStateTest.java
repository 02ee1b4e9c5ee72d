package io.soundforge.alchemy.contracts.job;

import static io.soundforge.alchemy.contracts.job.JobKind.ANALYZE;
import static io.soundforge.alchemy.contracts.job.JobKind.DOWNLOAD;
import static io.soundforge.alchemy.contracts.job.JobKind.SEPARATE;
import static io.soundforge.alchemy.contracts.job.JobState.CANCELLED;
import static io.soundforge.alchemy.contracts.job.JobState.COMPLETED;
import static io.soundforge.alchemy.contracts.job.JobState.FAILED;
import static io.soundforge.alchemy.contracts.job.JobState.QUEUED;
import static io.soundforge.alchemy.contracts.job.JobState.RUNNING;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.track.OwnerId;
import io.soundforge.alchemy.contracts.track.TrackId;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class TrackStateTest {
    static Stream<Arguments> cases() {
        return Stream.of(
                Arguments.of(QUEUED, QUEUED, QUEUED, TrackState.PENDING),
                Arguments.of(RUNNING, QUEUED, QUEUED, TrackState.PROCESSING),
                Arguments.of(COMPLETED, QUEUED, QUEUED, TrackState.PROCESSING),
                Arguments.of(COMPLETED, COMPLETED, RUNNING, TrackState.PROCESSING),
                Arguments.of(COMPLETED, FAILED, RUNNING, TrackState.PROCESSING),
                Arguments.of(COMPLETED, COMPLETED, COMPLETED, TrackState.READY),
                Arguments.of(COMPLETED, COMPLETED, FAILED, TrackState.PARTIAL),
                Arguments.of(COMPLETED, CANCELLED, CANCELLED, TrackState.PARTIAL),
                Arguments.of(FAILED, CANCELLED, CANCELLED, TrackState.ERROR),
                Arguments.of(CANCELLED, CANCELLED, CANCELLED, TrackState.ERROR));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void state_followsFromTheJobs(JobState download, JobState separate, JobState analyze, TrackState expected) {
        List<Job> jobs = List.of(job(DOWNLOAD, download), job(SEPARATE, separate), job(ANALYZE, analyze));

        assertThat(TrackState.of(jobs)).isEqualTo(expected);
    }

    @ParameterizedTest
    @EnumSource(JobState.class)
    void exports_changeNothing(JobState export) {
        assertThat(TrackState.of(List.of(job(JobKind.EXPORT, export)))).isEqualTo(TrackState.READY);
        assertThat(TrackState.of(List.of(job(DOWNLOAD, COMPLETED), job(ANALYZE, FAILED), job(JobKind.EXPORT, export))))
                .isEqualTo(TrackState.PARTIAL);
        assertThat(TrackState.of(List.of(job(DOWNLOAD, QUEUED), job(JobKind.EXPORT, export))))
                .isEqualTo(TrackState.PENDING);
    }

    private static Job job(JobKind kind, JobState state) {
        return new Job(
                JobId.random(),
                kind,
                state,
                TrackId.random(),
                OwnerId.LOCAL,
                0,
                "",
                0,
                3,
                null,
                Instant.EPOCH,
                null,
                null);
    }
}
