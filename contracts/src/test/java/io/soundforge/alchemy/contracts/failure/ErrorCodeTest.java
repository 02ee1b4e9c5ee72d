package io.soundforge.alchemy.contracts.failure;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class ErrorCodeTest {
    @Test
    void numbers_areUniqueAndFindTheirCode() {
        assertThat(Arrays.stream(ErrorCode.values()).map(ErrorCode::number)).doesNotHaveDuplicates();
        for (ErrorCode code : ErrorCode.values()) {
            assertThat(ErrorCode.ofNumber(code.number())).isEqualTo(code);
        }
    }

    @Test
    void numberOfANewerRelease_countsAsInternal() {
        assertThat(ErrorCode.ofNumber(9999)).isEqualTo(ErrorCode.INTERNAL);
    }

    @Test
    void failureBehindOtherExceptions_isFound() {
        Throwable wrapped = new RuntimeException(new AlchemyException(ErrorCode.NOT_FOUND, "no such thing"));

        assertThat(AlchemyException.failureOf(wrapped)).isEqualTo(new Failure(ErrorCode.NOT_FOUND, "no such thing"));
    }

    @Test
    void unexpectedException_keepsItsTextToItself() {
        Failure failure = AlchemyException.failureOf(new IllegalStateException("/secret/path"));

        assertThat(failure.code()).isEqualTo(ErrorCode.INTERNAL);
        assertThat(failure.message()).doesNotContain("secret");
    }
}
