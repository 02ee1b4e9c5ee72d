package io.soundforge.alchemy.gateway.scan;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.gateway.IntakeConfig.ClamAvConfig;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClamAvTest {
    private static final int LARGE = 3 << 20;

    @TempDir
    Path folder;

    private static Vertx vertx;

    @BeforeAll
    static void open() {
        vertx = Vertx.vertx();
    }

    @AfterAll
    static void close() {
        await(vertx.close());
    }

    @Test
    void cleanFile_passes_andTheScannerHasSeenAllOfIt() throws Exception {
        byte[] bytes = new byte[LARGE];
        new Random(5).nextBytes(bytes);
        try (Clamd clamd = Clamd.withLimit(LARGE)) {
            await(scanner(clamd, true).requireClean(Files.write(folder.resolve("a"), bytes)));

            assertThat(clamd.seen()).isEqualTo(bytes);
        }
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsFound_isRefusedByItsName(boolean required) throws Exception {
        try (Clamd clamd = Clamd.withLimit(LARGE)) {
            AlchemyException refused = refusal(scanner(clamd, required), Clamd.VIRUS);

            assertThat(refused.code()).isEqualTo(ErrorCode.MALWARE_FOUND);
            assertThat(refused).hasMessageContaining("Test-Signature");
        }
    }

    @Test
    void fileThatTheScannerDoesNotTake_isTooLarge() throws Exception {
        try (Clamd clamd = Clamd.withLimit(100_000)) {
            assertThat(refusal(scanner(clamd, true), "x".repeat(LARGE)).code()).isEqualTo(ErrorCode.BODY_TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {Clamd.SILENT, Clamd.CLOSED, "stream: Can't allocate memory ERROR", "what?"})
    void scannerThatDoesNotAnswer_isUnavailable_orLeftOut(String answer) throws Exception {
        try (Clamd clamd = Clamd.answering(answer)) {
            assertThat(refusal(scanner(clamd, true), "RIFF").code()).isEqualTo(ErrorCode.UNAVAILABLE);
            await(scanner(clamd, false).requireClean(file("RIFF")));
        }
    }

    @Test
    void nobodyThere_isUnavailable() throws Exception {
        Clamd clamd = Clamd.withLimit(LARGE);
        clamd.close();

        assertThat(refusal(scanner(clamd, true), "RIFF").code()).isEqualTo(ErrorCode.UNAVAILABLE);
    }

    @Test
    void withoutAScanner_everythingPasses() throws Exception {
        await(new ClamAv(vertx, null).requireClean(file(Clamd.VIRUS)));
    }

    private static ClamAv scanner(Clamd clamd, boolean required) {
        return new ClamAv(vertx, new ClamAvConfig("127.0.0.1", clamd.port(), required), Duration.ofSeconds(5));
    }

    private AlchemyException refusal(ClamAv scanner, String content) throws Exception {
        Path file = file(content);
        return catchThrowableOfType(AlchemyException.class, () -> await(scanner.requireClean(file)));
    }

    private Path file(String content) throws Exception {
        return Files.writeString(folder.resolve("file"), content);
    }
}
