package io.soundforge.alchemy.spotify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Future;
import java.util.concurrent.TimeUnit;

/** Expectations about futures that fail. */
public final class Failures {
    private Failures() {}

    /** Waits for the failure, checks its code and returns its message. */
    public static String expectFailure(Future<?> future, ErrorCode code) {
        assertThatThrownBy(() -> future.await(30, TimeUnit.SECONDS))
                .isInstanceOfSatisfying(AlchemyException.class, error -> assertThat(error.code())
                        .isEqualTo(code));
        return AlchemyException.failureOf(future.cause()).message();
    }
}
