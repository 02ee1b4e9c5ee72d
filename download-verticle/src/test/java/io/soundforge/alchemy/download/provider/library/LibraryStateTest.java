package io.soundforge.alchemy.download.provider.library;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.ProviderHealth;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LibraryStateTest {
    private static final Instant LOOKED = Instant.parse("2026-01-31T12:00:00.123Z");

    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private ProviderHealth health(LibraryState state) throws IOException {
        state.write(folder.resolve("state/library-state"));
        Blocking blocking = new Blocking(vertx.createSharedWorkerExecutor("test", 1));
        return await(new LibraryProvider(
                        Files.createDirectories(folder.resolve("music")),
                        folder.resolve("state"),
                        LibraryPace.USUAL,
                        TestLibrary.ffmpeg(),
                        MediaLimits.ofMinutes(1),
                        blocking)
                .health());
    }

    @Test
    void stateThatWasLeft_isToldToWhoeverAsksLater() throws IOException {
        LibraryState state = new LibraryState(812, 640, LOOKED, true, "");

        assertThat(health(state))
                .isEqualTo(ProviderHealth.good(
                        "812 files, 640 of them fingerprinted, last looked through at 2026-01-31T12:00:00Z, watched"));
        assertThat(LibraryState.read(folder.resolve("state/library-state"))).contains(state);
    }

    @Test
    void limitsOfTheSystem_areSomethingToDoAbout_andOthersAreNot() throws IOException {
        ProviderHealth limited = health(
                new LibraryState(1, 0, LOOKED, false, Watching.SYSTEM + " watches no more than 8 of its folders"));

        assertThat(limited.usable()).isTrue();
        assertThat(limited.finding()).endsWith("not watched: the system watches no more than 8 of its folders");
        assertThat(limited.action()).contains("max_user_watches");
        assertThat(health(new LibraryState(1, 0, LOOKED, false, "it lies on a file system (nfs4)"))
                        .action())
                .isEmpty();
        assertThat(health(new LibraryState(1, 0, null, false, "")).finding()).contains("not looked through yet");
    }

    @Test
    void stateThatCannotBeRead_isNone() throws IOException {
        Path file = folder.resolve("state");
        assertThat(LibraryState.read(file)).isEmpty();
        for (String garbage : new String[] {"files=many", "looked=yesterday", "a=\\uZZZZ"}) {
            Files.writeString(file, garbage);

            assertThat(LibraryState.read(file)).as(garbage).isEmpty();
        }
    }
}
