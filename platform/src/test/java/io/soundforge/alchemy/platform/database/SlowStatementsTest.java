package io.soundforge.alchemy.platform.database;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.metrics.MetricsOptions;
import io.vertx.core.spi.metrics.VertxMetrics;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.slf4j.LoggerFactory;

class SlowStatementsTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final Logger log = (Logger) LoggerFactory.getLogger(SlowStatements.class);
    private final ListAppender<ILoggingEvent> lines = new ListAppender<>();
    private final AtomicLong clock = new AtomicLong();
    private final SlowStatements slow = new SlowStatements(Duration.ofMillis(100), clock::get);

    @BeforeEach
    void listen() {
        lines.start();
        log.addAppender(lines);
    }

    @AfterEach
    void stop() {
        log.detachAppender(lines);
    }

    @Test
    void statementsAreToldFromTheThresholdOn_inOneLine_cutToABoundedLength() {
        ended("select 1", 99);
        ended("select\n    2", 100);
        ended("select '" + "x".repeat(5000) + "'", 3000);

        assertThat(told()).hasSize(2);
        assertThat(told().get(0)).contains("sql=\"select 2\"", "ms=\"100\"");
        assertThat(told().get(1).length()).isLessThan(600);
    }

    @Test
    void whereEverythingIsSlow_linesAreBounded_untilTheNextMinute() {
        for (int i = 0; i < 100; i++) {
            ended("select 1", 200);
        }
        assertThat(told()).hasSize(SlowStatements.MOST_A_MINUTE);
        assertThat(lines.list.get(SlowStatements.MOST_A_MINUTE - 1).getMessage())
                .contains("no more");

        clock.addAndGet(Duration.ofMinutes(1).toNanos());
        ended("select 1", 200);
        assertThat(told()).hasSize(SlowStatements.MOST_A_MINUTE + 1);
    }

    @Test
    void aRealStatement_isToldByItsText_withoutItsValues() {
        SlowStatements real = new SlowStatements(Duration.ofMillis(50));
        Vertx vertx = Vertx.builder()
                .with(new VertxOptions().setMetricsOptions(new MetricsOptions().setEnabled(true)))
                .withMetrics(options -> new StatementWatch(new VertxMetrics() {}, real))
                .build();
        Database database = new Database(vertx, services.databaseConfig());

        await(database.pool().preparedQuery("select pg_sleep($1), $2::text").execute(Tuple.of(0.1, "a secret")));
        assertThatThrownBy(() -> await(database.pool()
                        .query("do 'begin perform pg_sleep(0.1); raise division_by_zero; end'")
                        .execute()))
                .isInstanceOf(PgException.class);

        eventually().until(() -> told().size() >= 2);
        assertThat(told())
                .anyMatch(line -> line.contains("select pg_sleep($1), $2::text"))
                .anyMatch(line -> line.contains("raise division_by_zero"))
                .noneMatch(line -> line.contains("secret"));
        await(database.close());
        await(vertx.close());
    }

    private void ended(String sql, long millis) {
        long began = slow.now();
        clock.addAndGet(Duration.ofMillis(millis).toNanos());
        slow.ended(sql, began);
    }

    private List<String> told() {
        return List.copyOf(lines.list).stream()
                .map(line -> line.getKeyValuePairs().toString())
                .toList();
    }
}
