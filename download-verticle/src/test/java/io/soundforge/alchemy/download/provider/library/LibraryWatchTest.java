package io.soundforge.alchemy.download.provider.library;

import static io.soundforge.alchemy.download.provider.library.TestLibrary.paths;
import static io.soundforge.alchemy.download.provider.library.TestLibrary.song;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.soundforge.alchemy.download.TaggedWav;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Changes in a real folder, seen without looking through it. */
class LibraryWatchTest {
    private static final LibraryPace PACE =
            new LibraryPace(Duration.ofDays(1), Duration.ofMillis(300), Duration.ofDays(1));

    @TempDir
    Path folder;

    private final List<LibraryThread> threads = new ArrayList<>();
    private Path music;
    private Library library;

    @BeforeEach
    void make() throws IOException {
        music = Files.createDirectory(folder.resolve("music"));
        library = library(1_000);
    }

    private Library library(int mostFolders) {
        return new Library(music, folder.resolve("state/index"), TestLibrary.tags(), PACE, mostFolders);
    }

    private void follow() {
        LibraryThread thread = new LibraryThread(library, () -> {});
        threads.add(thread);
        thread.start();
        soon().until(() -> library.looked() != null);
    }

    @AfterEach
    void close() throws InterruptedException {
        for (LibraryThread thread : threads) {
            thread.close(() -> {});
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(20));
    }

    private void untilThereAre(String... paths) {
        soon().untilAsserted(() -> assertThat(paths(library.index().entries())).containsExactlyInAnyOrder(paths));
    }

    @Test
    void newChangedAndRemovedFiles_areSeen() throws IOException {
        song(music.resolve("one.wav"), "One", "A");
        follow();
        assertThat(library.watched()).isTrue();
        untilThereAre("one.wav");

        song(music.resolve("two.wav"), "Two", "A");
        untilThereAre("one.wav", "two.wav");

        Files.write(music.resolve("one.wav"), new TaggedWav(1).title("Another").bytes());
        soon().untilAsserted(() -> assertThat(library.index().at("one.wav"))
                .isNotNull()
                .satisfies(entry -> assertThat(entry.title()).isEqualTo("Another")));

        Files.delete(music.resolve("two.wav"));
        untilThereAre("one.wav");
    }

    @Test
    void renamedFiles_andFilesPutInPlaceOfOthers_areSeen() throws IOException {
        song(music.resolve("one.wav"), "One", "A");
        Path other = song(folder.resolve("other.wav"), "Other", "A");
        follow();

        Files.move(music.resolve("one.wav"), music.resolve("uno.wav"));
        untilThereAre("uno.wav");

        Files.move(other, music.resolve("uno.wav"), StandardCopyOption.REPLACE_EXISTING);
        soon().untilAsserted(() -> assertThat(library.index().at("uno.wav"))
                .isNotNull()
                .satisfies(entry -> assertThat(entry.title()).isEqualTo("Other")));
    }

    @Test
    void foldersMovedInAboutAndOut_areSeenWithAllThatIsInThem_andWatched() throws IOException {
        song(folder.resolve("new/deep/one.wav"), "One", "A");
        song(folder.resolve("new/two.wav"), "Two", "A");
        Files.createDirectory(music.resolve("shelf"));
        follow();

        Files.move(folder.resolve("new"), music.resolve("new"));
        untilThereAre("new/deep/one.wav", "new/two.wav");

        Files.move(music.resolve("new"), music.resolve("shelf/newer"));
        untilThereAre("shelf/newer/deep/one.wav", "shelf/newer/two.wav");

        song(music.resolve("shelf/newer/deep/three.wav"), "Three", "A");
        untilThereAre("shelf/newer/deep/one.wav", "shelf/newer/deep/three.wav", "shelf/newer/two.wav");

        Files.move(music.resolve("shelf/newer"), folder.resolve("away"));
        untilThereAre();

        song(folder.resolve("away/deep/four.wav"), "Four", "A");
        song(music.resolve("five.wav"), "Five", "A");
        untilThereAre("five.wav");
    }

    @Test
    void halfCopiedFile_isTakenWhenItIsWhole() throws IOException {
        follow();
        byte[] whole = new TaggedWav(20).title("Whole").bytes();
        int half = whole.length / 2;
        try (OutputStream out = Files.newOutputStream(music.resolve("copied.wav"))) {
            out.write(whole, 0, 100);
            soon().until(library::settling);
            out.write(whole, 100, half - 100);
            out.flush();
            out.write(whole, half, whole.length - half);
        }

        soon().until(() -> library.index().at("copied.wav") != null);
        soon().untilAsserted(() -> assertThat(library.index().at("copied.wav"))
                .satisfies(entry -> assertThat(entry.bytes()).isEqualTo(whole.length))
                .satisfies(entry -> assertThat(entry.millis()).isBetween(19_900, 20_100)));
    }

    @Test
    void fileThatKeepsGrowing_isHeldBack() throws IOException {
        Settling settling = new Settling(Duration.ofDays(1), 2);
        Path file = Files.write(music.resolve("a.wav"), new byte[10]);
        assertThat(settling.hold(file)).isTrue();
        assertThat(settling.settled()).isEmpty();
        assertThat(settling.settled()).isEmpty();

        Settling quick = new Settling(Duration.ZERO, 2);
        quick.hold(file);
        assertThat(quick.settled()).isEmpty();
        Files.write(file, new byte[20]);
        assertThat(quick.settled()).isEmpty();
        assertThat(quick.settled())
                .singleElement()
                .satisfies(one -> assertThat(one.attributes().size()).isEqualTo(20));

        quick.hold(music.resolve("b.wav"));
        assertThat(quick.hold(music.resolve("c.wav"))).isFalse();
        assertThat(quick.settled()).hasSize(1);
        assertThat(quick.hold(music.resolve("c.wav"))).isTrue();
    }

    @Test
    void searchWaits_forWhatIsJustBeingWritten() throws Exception {
        follow();
        Files.write(music.resolve("one.wav"), new TaggedWav(1).title("One").bytes());
        soon().until(() -> library.settling() || library.index().size() == 1);

        assertThat(paths(library.fresh().entries())).containsExactly("one.wav");
    }

    @Test
    void tooManyFolders_areLookedThroughInstead() throws Exception {
        song(music.resolve("a/one.wav"), "One", "A");
        song(music.resolve("b/two.wav"), "Two", "A");
        library = new Library(
                music,
                folder.resolve("state/index"),
                TestLibrary.tags(),
                new LibraryPace(Duration.ZERO, Duration.ZERO, Duration.ofDays(1)),
                2);
        follow();
        untilThereAre("a/one.wav", "b/two.wav");
        soon().until(() -> library.unwatched().contains("more than 2 folders"));
        assertThat(library.watched()).isFalse();

        Files.delete(music.resolve("b/two.wav"));

        assertThat(paths(library.fresh().entries())).containsExactly("a/one.wav");
    }

    @Test
    void unreadableFolder_hidesNothingElse_andIsSeenWhenItCanBeRead() throws IOException {
        song(music.resolve("closed/one.wav"), "One", "A");
        song(music.resolve("two.wav"), "Two", "A");
        Path closed = music.resolve("closed");
        Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("---------"));
        try {
            follow();
            boolean open = Files.isReadable(closed); // to root everything is
            untilThereAre(open ? new String[] {"closed/one.wav", "two.wav"} : new String[] {"two.wav"});
        } finally {
            Files.setPosixFilePermissions(closed, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
        untilThereAre("closed/one.wav", "two.wav");
    }

    @Test
    void folderThatGoesAndComesBack_isFollowedAgain() throws Exception {
        song(music.resolve("one.wav"), "One", "A");
        follow();
        Files.move(music, folder.resolve("away"));

        soon().until(() -> !library.watched());
        assertThat(paths(library.index().entries())).containsExactly("one.wav");

        song(folder.resolve("away/two.wav"), "Two", "A");
        Files.move(folder.resolve("away"), music);
        untilThereAre("one.wav", "two.wav");
        soon().until(library::watched);
    }

    @Test
    void restart_readsWhatHasChangedMeanwhile() throws Exception {
        song(music.resolve("one.wav"), "One", "A");
        song(music.resolve("two.wav"), "Two", "A");
        follow();
        threads.remove(0).close(() -> {});
        LibraryEntry before = library.index().at("one.wav");
        song(music.resolve("three.wav"), "Three", "A");
        Files.delete(music.resolve("two.wav"));

        library = library(1_000);
        follow();

        untilThereAre("one.wav", "three.wav");
        assertThat(library.index().at("one.wav")).isEqualTo(before);
    }

    @Test
    void manyFilesAtOnce_areAllSeen() throws IOException {
        follow();
        Path folder = Files.createDirectory(music.resolve("many"));
        byte[] wav = new TaggedWav(0.1).title("Many").bytes();
        for (int number = 0; number < 2_000; number++) {
            Files.write(folder.resolve(number + ".wav"), wav);
        }

        soon().until(() -> library.index().size() == 2_000);
    }

    @Test
    void remoteFileSystems_areNotTrusted() {
        assertThat(Arrays.asList("nfs4", "cifs", "fuse.sshfs", "fuseblk"))
                .allSatisfy(type -> assertThat(RemoteFolders.reason(type)).contains(type));
        assertThat(RemoteFolders.reason("ext4")).isNull();
    }
}
