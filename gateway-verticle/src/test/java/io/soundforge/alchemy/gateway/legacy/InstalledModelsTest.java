package io.soundforge.alchemy.gateway.legacy;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.model.ListModels;
import io.soundforge.alchemy.contracts.stems.SeparationOptions;
import io.soundforge.alchemy.platform.bus.Bus;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class InstalledModelsTest {
    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx);
    private final InstalledModels models = new InstalledModels(bus);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void wish_passesWhenNobodyCanSay_becauseALaterWorkerWill() {
        await(models.require(SeparationOptions.defaults()));
    }

    @Test
    void wish_failsWhenTheWorkerDoes() {
        await(bus.answer(
                ListModels.LIST_MODELS,
                question -> Future.failedFuture(new AlchemyException(ErrorCode.INTERNAL, "The folder is broken."))));

        assertThatThrownBy(() -> await(models.require(SeparationOptions.defaults())))
                .hasMessageContaining("The folder is broken.");
    }
}
