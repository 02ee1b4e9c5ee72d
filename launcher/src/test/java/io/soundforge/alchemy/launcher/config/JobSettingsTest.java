package io.soundforge.alchemy.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.job.JobKind;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JobSettingsTest {
    @Test
    void keysOfTheOldSystems_haveTheirEffect() {
        JobSettings jobs = read(Map.of("MAX_CONCURRENT_JOBS", "5", "JOB_TIMEOUT", "90", "CLEANUP_INTERVAL", "60"));

        assertThat(jobs.slotsOf(JobKind.DOWNLOAD)).isEqualTo(5);
        assertThat(jobs.slotsOf(JobKind.ANALYZE)).isEqualTo(5);
        assertThat(jobs.slotsOf(JobKind.SEPARATE)).isEqualTo(1);
        assertThat(jobs.wall()).isEqualTo(Duration.ofSeconds(90));
        assertThat(jobs.cleanup()).isEqualTo(Duration.ofMinutes(1));
    }

    @Test
    void slotsOfAKind_winOverTheUsualNumber() {
        JobSettings jobs = read(Map.of("JOB_SLOTS", "separate=2, download=64"));

        assertThat(jobs.slotsOf(JobKind.SEPARATE)).isEqualTo(2);
        assertThat(jobs.slotsOf(JobKind.DOWNLOAD)).isEqualTo(64);
        assertThat(jobs.slotsOf(JobKind.ANALYZE)).isEqualTo(3);
        assertThat(jobs.slotsOf(JobKind.RESOLVE)).isEqualTo(4);
    }

    @ParameterizedTest
    @ValueSource(strings = {"separate", "separate=0", "separate=65", "dance=1", "separate=two", "=1"})
    void otherLists_areRefusedWithAnExample(String slots) {
        assertThatThrownBy(() -> read(Map.of("JOB_SLOTS", slots)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("separate=2,download=6");
    }

    @Test
    void retention_isThirtyDays_andZeroKeepsForEver() {
        assertThat(read(Map.of()).kept()).isEqualTo(Duration.ofDays(30));
        assertThat(read(Map.of("JOB_RETENTION_DAYS", "0")).kept()).isZero();
    }

    private static JobSettings read(Map<String, String> keys) {
        return ConfigReader.read(keys).jobs();
    }
}
