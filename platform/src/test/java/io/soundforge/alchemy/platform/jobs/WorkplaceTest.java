package io.soundforge.alchemy.platform.jobs;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.job.JobKind;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Future;
import io.vertx.sqlclient.ClosedConnectionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class WorkplaceTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    private final Workplace work = new Workplace(
            services.vertx(),
            services.vertx().getOrCreateContext(),
            services.jobs().leases(),
            RetryPolicy.attempts(1),
            JobLimits.of(JobKind.ANALYZE));

    /** As many refusals as a database gives that takes several seconds to recover after a crash. */
    @Test
    void persistently_databaseAwayForSeconds_isWrittenAfterAll() {
        AtomicInteger tries = new AtomicInteger();

        String written = await(work.persistently(() -> tries.incrementAndGet() <= 9
                ? Future.failedFuture(ClosedConnectionException.INSTANCE)
                : Future.succeededFuture("written")));

        assertThat(written).isEqualTo("written");
    }

    @Test
    void persistently_refusal_isNotTriedAgain() {
        AtomicInteger tries = new AtomicInteger();

        assertThatThrownBy(() -> await(work.persistently(() -> {
                    tries.incrementAndGet();
                    return Future.failedFuture(new AlchemyException(ErrorCode.NOT_FOUND, "The track is gone."));
                })))
                .hasMessage("The track is gone.");

        assertThat(tries).hasValue(1);
    }
}
