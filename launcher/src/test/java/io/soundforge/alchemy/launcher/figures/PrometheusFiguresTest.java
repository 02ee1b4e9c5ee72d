package io.soundforge.alchemy.launcher.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.soundforge.alchemy.platform.figures.Figure;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PrometheusFiguresTest {
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final PrometheusFigures figures = new PrometheusFigures(registry);

    @Test
    void whatIsCounted_isAddedUpByItsLabels() {
        figures.count(Figure.JOBS_ENQUEUED, "download");
        figures.add(Figure.JOBS_ENQUEUED, 2, "download");
        figures.count(Figure.JOBS_ENQUEUED, "separate");

        assertThat(registry.counter("alchemy.jobs.enqueued", "kind", "download").count())
                .isEqualTo(3);
        assertThat(registry.counter("alchemy.jobs.enqueued", "kind", "separate").count())
                .isEqualTo(1);
    }

    @Test
    void whatTakesTime_isMeasuredInSeconds() {
        figures.took(Figure.CLAIM_TIME, 2_500_000, "download");

        assertThat(registry.timer("alchemy.claim", "kind", "download").totalTime(TimeUnit.SECONDS))
                .isCloseTo(0.0025, within(1e-9));
    }

    @Test
    void aGauge_isAskedWhenSomebodyLooks_andTheLastGiverCounts() {
        figures.gauge(Figure.ENGINES, () -> 1);
        figures.gauge(Figure.ENGINES, () -> 2);

        assertThat(registry.get("alchemy.engines").gauge().value()).isEqualTo(2);
    }

    @Test
    void aLabelThatNeverStops_isStopped() {
        for (int i = 0; i < 10 * PrometheusFigures.MOST_VALUES; i++) {
            figures.count(Figure.WEBHOOKS, "outcome " + i);
        }

        assertThat(registry.getMeters()).hasSize(PrometheusFigures.MOST_VALUES + 1);
        assertThat(registry.get("alchemy.webhooks")
                        .tags(Tags.of("outcome", "other"))
                        .counter()
                        .count())
                .isEqualTo(9.0 * PrometheusFigures.MOST_VALUES);
    }

    @Test
    void labelsThatTheFigureDoesNotHave_areAMistake() {
        assertThatThrownBy(() -> figures.count(Figure.JOBS_ENQUEUED))
                .hasMessageContaining("[kind]")
                .hasMessageContaining("[]");
    }

    @Test
    void physicalMemory_isReadFromTheStatusOfTheProcess() {
        assertThat(ProcessFigures.residentIn("VmHWM:\t  400000 kB\nVmRSS:\t  345678 kB\nThreads:\t9\n"))
                .isEqualTo(345_678 * 1024.0);
        assertThat(ProcessFigures.residentIn("Threads:\t9\n")).isNaN();
    }
}
