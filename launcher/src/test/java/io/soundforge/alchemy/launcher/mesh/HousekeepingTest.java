package io.soundforge.alchemy.launcher.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.job.JobId;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HousekeepingTest {
    private final JobId job = JobId.random();

    @Test
    void attemptsAndSegmentsOfUnfinishedJobs_areKept() {
        assertThat(Housekeeping.belongsTo(Set.of(job), job + "-3")).isTrue();
        assertThat(Housekeeping.belongsTo(Set.of(job), job + "-segments")).isTrue();
    }

    @Test
    void whatBelongsToNoUnfinishedJob_isNot() {
        assertThat(Housekeeping.belongsTo(Set.of(job), JobId.random() + "-1")).isFalse();
        assertThat(Housekeeping.belongsTo(Set.of(job), "upload-" + JobId.random()))
                .isFalse();
        assertThat(Housekeeping.belongsTo(Set.of(job), "check")).isFalse();
    }
}
