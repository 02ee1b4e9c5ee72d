package io.soundforge.alchemy.launcher.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DoctorTest {
    private static final Duration LONG = Duration.ofSeconds(60);

    @Test
    void checkThatThrows_isAProblemAndTheOthersAreReported() {
        List<Finding> findings = new Doctor(LONG)
                .examine(List.of(check("first", () -> Finding.ok("first", "fine")), check("second", () -> {
                    throw new IllegalStateException("no such thing\nsecond line");
                })));

        assertThat(findings).extracting(Finding::status).containsExactly(Status.OK, Status.PROBLEM);
        assertThat(findings.get(1).found()).isEqualTo("the check failed: IllegalStateException: no such thing");
    }

    @Test
    void checkThatHangs_isReportedAsLate() {
        CountDownLatch never = new CountDownLatch(1);

        List<Finding> findings = new Doctor(Duration.ofMillis(50)).examine(List.of(check("slow", () -> {
            never.await();
            return Finding.ok("slow", "fine");
        })));

        assertThat(findings).extracting(Finding::status).containsExactly(Status.WARNING);
        assertThat(findings.get(0).found()).contains("took longer than");
    }

    @Test
    void checks_runSideBySide() {
        CountDownLatch both = new CountDownLatch(2);
        Callable<Finding> meeting = () -> {
            both.countDown();
            both.await();
            return Finding.ok("meeting", "met");
        };

        List<Finding> findings = new Doctor(LONG).examine(List.of(check("one", meeting), check("two", meeting)));

        assertThat(findings).extracting(Finding::found).containsExactly("met", "met");
    }

    @Test
    void text_isOneLinePerFindingAndASum() {
        List<Finding> findings = List.of(
                Finding.ok("java", "Java 17 on Linux amd64"),
                Finding.warning("spotify", "no credentials", "Set SPOTIFY_CLIENT_ID."),
                Finding.problem("database", "DATABASE_URL does not\nanswer", "Start PostgreSQL."));

        assertThat(FindingText.of(findings)).isEqualTo("""
                ✔ java: Java 17 on Linux amd64
                ! spotify: no credentials → Set SPOTIFY_CLIENT_ID.
                ✘ database: DATABASE_URL does not answer → Start PostgreSQL.
                1 problem, 1 warning""");
    }

    private static Check check(String name, Callable<Finding> work) {
        return new Check() {
            @Override
            public String name() {
                return name;
            }

            @Override
            public List<Finding> look() throws Exception {
                return List.of(work.call());
            }
        };
    }
}
