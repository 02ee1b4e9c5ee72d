package io.soundforge.alchemy.platform.database;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.VertxException;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClosedConnectionException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class UnservedTest {
    static Stream<Throwable> away() {
        return Stream.of(
                new ConnectException("Connection refused: localhost/127.0.0.1:5432"),
                new NoRouteToHostException("No route to host"),
                new UnknownHostException("db.example"),
                ClosedConnectionException.INSTANCE,
                new VertxException("Pending requests failed to be sent due to connection has been closed."),
                new IllegalStateException("wrapped", new ConnectException("refused")));
    }

    @ParameterizedTest
    @MethodSource("away")
    void aDatabaseThatCannotBeReached_isToBeAskedLater(Throwable error) {
        requireUnserved(error, "cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"08006", "57P01", "57P03"})
    void aServerThatGoesOrComes_cannotBeReached(String state) {
        requireUnserved(new PgException("said", "FATAL", state, null), "cannot be reached");
    }

    @ParameterizedTest
    @ValueSource(strings = {"53300", "53100"})
    void aServerWithoutRoom_hasTooMuchToDo(String state) {
        requireUnserved(new PgException("said", "FATAL", state, null), "more to do");
    }

    @Test
    void aPoolWithoutRoom_hasTooMuchToDo() {
        requireUnserved(new ConnectionPoolTooBusyException("full"), "more to do");
        requireUnserved(new VertxException("Timeout waiting for connection"), "more to do");
    }

    @ParameterizedTest
    @ValueSource(strings = {"23505", "57014", "42P01"})
    void whatIsWrongWithAStatement_staysAsItIs(String state) {
        PgException error = new PgException("said", "ERROR", state, null);

        assertThat(Unserved.told(error)).isSameAs(error);
        assertThat(Unserved.failureOf(error).code()).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void whoeverHasSaidWhoDidNotAnswer_isBelieved() {
        AlchemyException said = new AlchemyException(
                ErrorCode.SOURCE_UNAVAILABLE, "the source is away", new ConnectException("refused"));
        IOException other = new IOException("the disk is broken");

        assertThat(Unserved.told(said)).isSameAs(said);
        assertThat(Unserved.told(other)).isSameAs(other);
    }

    private static void requireUnserved(Throwable error, String why) {
        Throwable told = Unserved.told(error);

        assertThat(told).hasMessageContaining("the database").hasMessageContaining(why);
        assertThat(AlchemyException.failureOf(told).code()).isEqualTo(ErrorCode.UNAVAILABLE);
        assertThat(AlchemyException.retryAfterOf(told)).contains(Duration.ofSeconds(5));
    }
}
