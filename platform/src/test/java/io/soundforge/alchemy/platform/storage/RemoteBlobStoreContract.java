package io.soundforge.alchemy.platform.storage;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.AlchemyException;
import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.object.ObjectStore;
import io.soundforge.alchemy.platform.storage.object.StorePatience;
import io.soundforge.alchemy.platform.storage.object.StoreServer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What every store behind HTTP promises, also when its server does not behave. */
abstract class RemoteBlobStoreContract extends BlobStoreContract {
    static final int LARGE = (12 << 20) + 12_345;

    private static final StorePatience PATIENCE = new StorePatience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            4,
            Duration.ofMillis(20),
            Duration.ofSeconds(2));
    private static final StorePatience SHORT = new StorePatience(
            Duration.ofSeconds(5),
            Duration.ofMillis(300),
            Duration.ofSeconds(1),
            2,
            Duration.ofMillis(5),
            Duration.ofMillis(50));

    private final Vertx core = Vertx.vertx();
    private Instant now = Instant.parse("2030-01-01T00:00:00Z");
    private final InstantSource clock = () -> now;

    abstract StoreServer server();

    /** Names of the objects that can be seen. */
    abstract java.util.Set<String> names();

    abstract byte[] bytes(String name);

    abstract void place(String name, byte[] bytes);

    abstract int unfinishedUploads();

    /** A client of the server with the right credentials. */
    abstract ObjectStore objects(Vertx vertx, StorePatience patience);

    /** The same with wrong ones. */
    abstract ObjectStore stranger(Vertx vertx, StorePatience patience);

    /** A text in the request line of whatever stores bytes of a small object. */
    abstract String putLine();

    /** The same for a part of a large one. */
    abstract String partLine();

    /** The same for what reads an object. */
    abstract String getLine(String name);

    @Override
    protected BlobStore create(Vertx vertx, Path folder) {
        return new RemoteBlobStore(
                vertx, objects(vertx, PATIENCE), folder, "node", RemoteBlobStore.Settings.of(1 << 30, false));
    }

    @AfterEach
    void stop() {
        await(core.close());
        server().close();
    }

    @Test
    void largeFile_goesInParts_andComesBack() throws IOException {
        byte[] bytes = random(LARGE);

        await(node("a").adopt(file(bytes), "tracks/1/original.wav"));

        assertThat(bytes("tracks/1/original.wav")).isEqualTo(bytes);
        assertThat(unfinishedUploads()).isZero();
        assertThat(await(node("b").local("tracks/1/original.wav"))).hasBinaryContent(bytes);
    }

    @Test
    void emptyFile_isABlobToo() throws IOException {
        await(node("a").adopt(file(new byte[0]), "tracks/1/empty"));

        assertThat(await(node("b").local("tracks/1/empty"))).isEmptyFile();
    }

    @Test
    void busyServer_isAskedAgain_notBeforeItWants() throws IOException {
        server().refuse(putLine(), 503, "1", 1);
        server().refuse(putLine(), 500, "", 2);
        long began = System.nanoTime();

        await(node("a").adopt(file(random(100)), "tracks/1/a"));

        assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(1));
        assertThat(names()).containsExactly("tracks/1/a");
    }

    @Test
    void partsThatBreakOff_areSentAgain() throws IOException {
        byte[] bytes = random(LARGE);
        server().cutRequest(partLine(), 1);
        server().refuse(partLine(), 500, "", 1);
        server().loseAnswer(partLine(), 1);

        await(node("a").adopt(file(bytes), "tracks/1/a"));

        assertThat(bytes("tracks/1/a")).isEqualTo(bytes);
        assertThat(unfinishedUploads()).isZero();
    }

    @Test
    void smallUploadThatBreaksOff_isSentAgain() throws IOException {
        server().cutRequest(putLine(), 1);
        server().loseAnswer(putLine(), 1);

        await(node("a").adopt(file(random(1000)), "tracks/1/a"));

        assertThat(bytes("tracks/1/a")).isEqualTo(random(1000));
    }

    @Test
    void uploadThatFailsForGood_isNeverSeen_leavesNothing_andKeepsItsFile() throws IOException {
        Path file = file(random(LARGE));
        server().refuse(partLine(), 500, "", 100);

        assertThatThrownBy(() -> await(node("a").adopt(file, "tracks/1/a"))).satisfies(is(ErrorCode.UNAVAILABLE));

        assertThat(names()).isEmpty();
        assertThat(unfinishedUploads()).isZero();
        assertThat(file).hasBinaryContent(random(LARGE));
    }

    @Test
    void downloadThatBreaksOff_goesOnWhereItBroke() {
        byte[] bytes = random(LARGE);
        place("tracks/1/a", bytes);
        server().cutAnswer(getLine("tracks/1/a"), 1 << 20, 3);

        assertThat(await(node("a").local("tracks/1/a"))).hasBinaryContent(bytes);

        assertThat(server().seen(getLine("tracks/1/a"))).isEqualTo(4);
    }

    @Test
    void silentServer_isWaitedForWithinBounds() {
        place("tracks/1/a", random(100_000));
        server().ignore(getLine("tracks/1/a"), 1);
        server().stallAnswer(getLine("tracks/1/a"), 500, 1);
        RemoteBlobStore store = node("a", SHORT, Long.MAX_VALUE);

        assertThat(await(store.local("tracks/1/a"))).hasBinaryContent(random(100_000));
        server().ignore("", 100);
        assertThatThrownBy(() -> await(store.local("tracks/1/b"))).satisfies(is(ErrorCode.UNAVAILABLE));
    }

    @Test
    void wrongCredentials_areRefusedAtOnce() throws IOException {
        BlobStore store = new RemoteBlobStore(
                core, stranger(core, PATIENCE), folder.resolve("s"), "s", RemoteBlobStore.Settings.of(1 << 20, false));
        Path file = file(random(10));

        assertThatThrownBy(() -> await(store.adopt(file, "tracks/1/a"))).satisfies(is(ErrorCode.STORAGE_REFUSED));
        assertThatThrownBy(() -> await(store.check())).satisfies(is(ErrorCode.STORAGE_REFUSED));

        assertThat(server().seen()).hasSize(2);
        assertThat(names()).isEmpty();
    }

    @Test
    void manyReaders_fetchOnce() {
        place("tracks/1/a", random(LARGE));
        RemoteBlobStore store = node("a");

        List<Future<Path>> all =
                IntStream.range(0, 20).mapToObj(i -> store.local("tracks/1/a")).toList();

        await(Future.all(all));
        assertThat(await(all.get(0))).hasBinaryContent(random(LARGE));
        assertThat(server().seen(getLine("tracks/1/a"))).isEqualTo(1);
    }

    @Test
    void garbledBytes_areNotGivenOut() throws IOException {
        await(node("a").adopt(file(random(5000)), "tracks/1/a"));
        server().garble(getLine("tracks/1/a"), 1);
        RemoteBlobStore other = node("b");

        assertThatThrownBy(() -> await(other.local("tracks/1/a"))).satisfies(is(ErrorCode.UNAVAILABLE));
        assertThat(await(other.local("tracks/1/a"))).hasBinaryContent(random(5000));
    }

    @Test
    void cache_keepsWithinItsBudget_butNeverLosesWhatWasJustGivenOut() {
        IntStream.range(0, 4).forEach(i -> place("tracks/1/" + i, random(1000)));
        RemoteBlobStore store = node("a", PATIENCE, 2500);

        List<Path> given = IntStream.range(0, 3)
                .mapToObj(i -> await(store.local("tracks/1/" + i)))
                .toList();
        assertThat(given).allSatisfy(path -> assertThat(path).exists());
        now = now.plus(Duration.ofHours(3));
        Path last = await(store.local("tracks/1/3"));

        assertThat(last).exists();
        assertThat(given.get(0)).doesNotExist();
        assertThat(given.get(1)).doesNotExist();
        assertThat(given.get(2)).exists();
    }

    @Test
    void restartedNode_asksWhetherItsFilesAreStillRight_insteadOfFetchingThem() throws IOException {
        await(node("a").adopt(file(random(5000)), "tracks/1/a"));

        assertThat(await(node("a").local("tracks/1/a"))).hasBinaryContent(random(5000));

        assertThat(server().seen(getLine("tracks/1/a"))).isZero();
    }

    @Test
    void whatAnotherNodeChanged_isSeenAfterAMinute() throws IOException {
        RemoteBlobStore one = node("a");
        RemoteBlobStore other = node("b");
        await(one.adopt(file(random(5000)), "tracks/1/a"));
        await(one.adopt(file(random(6000)), "tracks/1/b"));
        await(other.delete("tracks/1/a"));
        await(other.adopt(file(random(7000)), "tracks/1/b"));

        now = now.plus(Duration.ofMinutes(2));

        assertThatThrownBy(() -> await(one.local("tracks/1/a"))).satisfies(is(ErrorCode.NOT_FOUND));
        assertThat(await(one.local("tracks/1/b"))).hasBinaryContent(random(7000));
    }

    @Test
    void storeThatIsAway_leavesWhatIsInTheCache() throws IOException {
        RemoteBlobStore store = node("a");
        await(store.adopt(file(random(5000)), "tracks/1/a"));
        now = now.plus(Duration.ofMinutes(2));
        server().refuse("", 500, "", 100);

        assertThat(await(store.local("tracks/1/a"))).hasBinaryContent(random(5000));
    }

    @Test
    void folderWithManyBlobs_isDeletedInPages() {
        IntStream.range(0, 2100).forEach(i -> place("tracks/1/" + i % 3 + "/" + i, new byte[] {1}));
        place("tracks/2/a", new byte[] {1});

        await(node("a").delete("tracks/1"));

        assertThat(names()).containsExactly("tracks/2/a");
    }

    @Test
    void signedLink_needsNothingElse_andHoldsForItsObjectOnly() throws Exception {
        place("tracks/1/a.wav", random(5000));
        place("tracks/1/b.wav", random(10));
        RemoteBlobStore store = new RemoteBlobStore(
                core, objects(core, PATIENCE), folder.resolve("l"), "l", RemoteBlobStore.Settings.of(1 << 20, true));

        String link = await(store.link("tracks/1/a.wav", Duration.ofMinutes(5))).orElseThrow();

        assertThat(fetch(link).body()).isEqualTo(random(5000));
        assertThat(fetch(link.replace("a.wav", "b.wav")).statusCode()).isBetween(400, 403);
        assertThat(await(node("a").link("tracks/1/a.wav", Duration.ofMinutes(5))))
                .isEmpty();
    }

    @Test
    void check_asksTheBucket() {
        await(node("a").check());

        server().refuse("", 500, "", 1);
        assertThatThrownBy(() -> await(node("b").check())).satisfies(is(ErrorCode.UNAVAILABLE));
    }

    final RemoteBlobStore node(String name) {
        return node(name, PATIENCE, 1 << 30);
    }

    final RemoteBlobStore node(String name, StorePatience patience, long cacheBytes) {
        return new RemoteBlobStore(
                core,
                objects(core, patience),
                folder.resolve("nodes"),
                name,
                RemoteBlobStore.Settings.of(cacheBytes, false),
                clock);
    }

    final Path file(byte[] bytes) throws IOException {
        return Files.write(Files.createTempFile(folder, "in", ""), bytes);
    }

    static byte[] random(int length) {
        byte[] bytes = new byte[length];
        new Random(length).nextBytes(bytes);
        return bytes;
    }

    private static HttpResponse<byte[]> fetch(String link) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }

    static java.util.function.Consumer<Throwable> is(ErrorCode code) {
        return error -> assertThat(AlchemyException.failureOf(error).code())
                .as("%s", error)
                .isEqualTo(code);
    }
}
