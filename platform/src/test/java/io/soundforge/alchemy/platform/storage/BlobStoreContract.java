package io.soundforge.alchemy.platform.storage;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What every blob store promises; extend it with the store under test. */
public abstract class BlobStoreContract {
    @TempDir
    Path folder;

    private final Vertx vertx = Vertx.vertx();
    private BlobStore store;

    /** An empty store. */
    protected abstract BlobStore create(Vertx vertx, Path folder);

    @BeforeEach
    void open() {
        store = create(vertx, folder.resolve("library"));
    }

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void usableBytes_areTold() {
        assertThat(await(store.usableBytes())).isPositive();
    }

    @Test
    void resumable_folder_keepsWhatAnEarlierAttemptLeft_untilItIsDiscarded() throws IOException {
        Path first = await(store.resumable("job-1-segments"));
        Files.writeString(first.resolve("0.f32"), "done");

        Path second = await(store.resumable("job-1-segments"));

        assertThat(second.resolve("0.f32")).hasContent("done");
        await(store.discard(second));
        assertThat(second).doesNotExist();
    }

    @Test
    void sweep_leavesWhatIsYoungOrNeeded() throws IOException {
        Path needed = await(store.scratch("needed"));
        Path left = await(store.scratch("left"));

        await(store.sweep(name -> false, Duration.ofHours(1)));
        assertThat(left).exists();
        await(store.sweep(name -> name.equals("needed"), Duration.ofSeconds(-1)));

        assertThat(needed).exists();
        assertThat(left).doesNotExist();
    }

    @Test
    void adopt_file_isFoundUnderItsKeyAndGoneFromItsPlace() throws IOException {
        Path file = file("a.txt", "sound");

        await(store.adopt(file, "tracks/1/attempt-1/vocals.flac"));

        assertThat(await(store.local("tracks/1/attempt-1/vocals.flac"))).hasContent("sound");
        assertThat(file).doesNotExist();
    }

    @Test
    void adopt_again_replaces() throws IOException {
        await(store.adopt(file("a", "old"), "key"));
        await(store.adopt(file("b", "new"), "key"));

        assertThat(await(store.local("key"))).hasContent("new");
    }

    @Test
    void adopt_missingFile_failsAndKeepsTheOldBlob() throws IOException {
        await(store.adopt(file("a", "old"), "key"));

        assertThatThrownBy(() -> await(store.adopt(folder.resolve("missing"), "key")))
                .isNotNull();
        assertThat(await(store.local("key"))).hasContent("old");
    }

    @Test
    void local_unknownOrFolder_isNotFound() throws IOException {
        await(store.adopt(file("a", "x"), "tracks/1/a"));

        assertNotFound("tracks/2/a");
        assertNotFound("tracks/1");
    }

    @Test
    void duplicate_outlivesTheBlobItWasMadeOf() throws IOException {
        await(store.adopt(file("a", "sound"), "tracks/1/a"));

        await(store.duplicate("tracks/1/a", "tracks/2/b"));
        await(store.delete("tracks/1"));

        assertThat(await(store.local("tracks/2/b"))).hasContent("sound");
        assertNotFound("tracks/1/a");
    }

    @Test
    void duplicate_ofAMissingBlob_isNotFound() {
        assertThatThrownBy(() -> await(store.duplicate("tracks/1/a", "tracks/2/b")))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }

    @Test
    void existing_seesWhatOthersMade_andMakesNothing() {
        assertThat(await(store.existing("job-1-live"))).isEmpty();
        Path made = await(store.resumable("job-1-live"));

        assertThat(await(store.existing("job-1-live"))).contains(made);
    }

    @Test
    void shared_folder_isNeverSwept() throws IOException {
        Path shared = await(store.shared("segments"));
        Files.writeString(shared.resolve("0.f32"), "done");

        await(store.sweep(name -> false, Duration.ofSeconds(-1)));

        assertThat(await(store.shared("segments")).resolve("0.f32")).hasContent("done");
    }

    @Test
    void delete_blob_leavesItsNeighbours() throws IOException {
        await(store.adopt(file("a", "x"), "tracks/1/a"));
        await(store.adopt(file("b", "y"), "tracks/1/b"));

        await(store.delete("tracks/1/a"));
        await(store.delete("tracks/1/a"));

        assertNotFound("tracks/1/a");
        assertThat(await(store.local("tracks/1/b"))).hasContent("y");
    }

    @Test
    void delete_folder_takesEverythingBelow() throws IOException {
        await(store.adopt(file("a", "x"), "tracks/1/deep/a"));
        await(store.adopt(file("b", "y"), "tracks/12/b"));

        await(store.delete("tracks/1"));

        assertNotFound("tracks/1/deep/a");
        assertThat(await(store.local("tracks/12/b"))).hasContent("y");
        await(store.adopt(file("c", "z"), "tracks/1/deep/a"));
        assertThat(await(store.local("tracks/1/deep/a"))).hasContent("z");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/etc/passwd",
                "..",
                "a/../b",
                "a/./b",
                ".hidden",
                "a//b",
                "a/",
                "a\\b",
                "a b",
                "ä",
                "a\n"
            })
    void key_notOfOurForm_isRefused(String key) throws IOException {
        Path file = file("a", "x");

        assertThatThrownBy(() -> await(store.adopt(file, key))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> await(store.local(key))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> await(store.delete(key))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> await(store.scratch(key))).isInstanceOf(IllegalArgumentException.class);
        assertThat(file).exists();
    }

    @Test
    void scratch_sameNameAgain_isEmpty() throws IOException {
        Path first = await(store.scratch("job-1"));
        Files.writeString(first.resolve("left"), "over");

        Path second = await(store.scratch("job-1"));

        assertThat(second).isEqualTo(first).isEmptyDirectory();
    }

    @Test
    void scratch_file_canBeAdopted() throws IOException {
        Path work = await(store.scratch("job-1"));
        Path made = Files.writeString(work.resolve("out.wav"), "made");

        await(store.adopt(made, "tracks/1/out.wav"));
        await(store.discard(work));

        assertThat(await(store.local("tracks/1/out.wav"))).hasContent("made");
        assertThat(work).doesNotExist();
    }

    @Test
    void discard_somethingElse_isRefused() throws IOException {
        Path precious = Files.createDirectory(folder.resolve("precious"));

        assertThatThrownBy(() -> await(store.discard(precious))).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> await(store.discard(await(store.scratch("x")).resolve("../../precious"))))
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(precious).exists();
    }

    @Test
    void delete_linkInside_isNotFollowed() throws IOException {
        Path precious = Files.writeString(folder.resolve("precious"), "keep");
        Path work = await(store.scratch("job-1"));
        Files.createSymbolicLink(work.resolve("link"), folder);

        await(store.discard(work));

        assertThat(precious).hasContent("keep");
    }

    @Test
    void check_usableFolder_isFine() {
        await(store.check());
    }

    private Path file(String name, String content) throws IOException {
        return Files.writeString(folder.resolve(name), content);
    }

    private void assertNotFound(String key) {
        assertThatThrownBy(() -> await(store.local(key)))
                .isInstanceOfSatisfying(
                        AlchemyException.class, e -> assertThat(e.code()).isEqualTo(ErrorCode.NOT_FOUND));
    }
}
