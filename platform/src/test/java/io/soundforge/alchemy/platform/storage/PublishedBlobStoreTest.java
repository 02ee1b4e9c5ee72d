package io.soundforge.alchemy.platform.storage;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static io.soundforge.alchemy.platform.fixture.PlatformServices.eventually;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.platform.storage.object.CloudinaryConfig;
import io.soundforge.alchemy.platform.storage.object.CloudinaryUploads;
import io.soundforge.alchemy.platform.storage.object.FakeCloudinary;
import io.soundforge.alchemy.platform.storage.object.FileContent;
import io.soundforge.alchemy.platform.storage.object.StorePatience;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A store whose results are at Cloudinary, too, promises what every store does. */
class PublishedBlobStoreTest extends BlobStoreContract {
    private static final StorePatience PATIENCE = new StorePatience(
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofSeconds(30),
            3,
            Duration.ofMillis(20),
            Duration.ofSeconds(2));
    private static final String STEM = "tracks/1/attempt-1/vocals.flac";
    private static final String PUBLISHED = "alchemy/tracks/1/attempt-1/vocals";

    private final FakeCloudinary cloudinary = new FakeCloudinary();
    private final Vertx core = Vertx.vertx();

    @Override
    protected BlobStore create(Vertx vertx, Path folder) {
        return new PublishedBlobStore(vertx, new LocalBlobStore(vertx, folder), uploads(cloudinary.config()), true);
    }

    private CloudinaryUploads uploads(CloudinaryConfig config) {
        return new CloudinaryUploads(core, config, PATIENCE);
    }

    @AfterEach
    void stop() {
        await(core.close());
        cloudinary.close();
    }

    @Test
    void largeStem_isPublishedInChunks_andFetchedByASignedLink() throws Exception {
        BlobStore store = create(core, folder.resolve("a"));
        byte[] bytes = RemoteBlobStoreContract.random((13 << 20) + 7);
        cloudinary.refuse("/video/upload", 500, "", 1);
        cloudinary.loseAnswer("/video/upload", 1);

        await(store.adopt(Files.write(folder.resolve("in"), bytes), STEM));
        eventually().until(() -> cloudinary.names().contains(PUBLISHED));

        String link = await(store.link(STEM, Duration.ofMinutes(1))).orElseThrow();
        assertThat(fetch(link).body()).isEqualTo(bytes);
        assertThat(fetch(link.replace("vocals", "others")).statusCode()).isEqualTo(401);
    }

    @Test
    void originalsAndFilesThatAreNoAudio_stayHere() throws IOException {
        BlobStore store = create(core, folder.resolve("a"));
        for (String name : new String[] {"original.flac", "canonical.wav", "waveform.json", "export.zip"}) {
            await(store.adopt(Files.writeString(folder.resolve("in"), name), "tracks/1/attempt-1/" + name));
        }
        await(store.adopt(Files.writeString(folder.resolve("in"), "x"), STEM));
        eventually().until(() -> cloudinary.names().contains(PUBLISHED));

        assertThat(cloudinary.names()).containsExactly(PUBLISHED);
        assertThat(await(store.link("tracks/1/attempt-1/original.flac", Duration.ofMinutes(1))))
                .isEmpty();
    }

    @Test
    void whatIsNotPublished_isGivenOutAsEver() throws IOException {
        BlobStore store = create(core, folder.resolve("a"));
        cloudinary.refuse("/video/upload", 500, "", 100);

        await(store.adopt(Files.writeString(folder.resolve("in"), "sound"), STEM));
        eventually().until(() -> cloudinary.seen("/video/upload") == PATIENCE.tries());

        assertThat(await(store.link(STEM, Duration.ofMinutes(1)))).isEmpty();
        assertThat(await(store.local(STEM))).hasContent("sound");
    }

    @Test
    void deletedTrack_isWithdrawn() throws IOException {
        BlobStore store = create(core, folder.resolve("a"));
        await(store.adopt(Files.writeString(folder.resolve("in"), "sound"), STEM));
        await(store.duplicate(STEM, "tracks/2/b/vocals.flac"));
        eventually().until(() -> cloudinary.names().size() == 2);

        await(store.delete("tracks/1"));

        eventually().untilAsserted(() -> assertThat(cloudinary.names()).containsExactly("alchemy/tracks/2/b/vocals"));
    }

    @Test
    void wrongSecret_isRefusedAtOnce() throws IOException {
        FileContent content = FileContent.of(Files.writeString(folder.resolve("in"), "sound"));

        assertThatThrownBy(() -> await(uploads(cloudinary.config("wrong")).publish(content, "a")))
                .satisfies(RemoteBlobStoreContract.is(ErrorCode.STORAGE_REFUSED))
                .hasMessageContaining("Invalid Signature");
        assertThat(cloudinary.seen()).hasSize(1);
    }

    @Test
    void config_isReadFromItsUrl() {
        assertThat(CloudinaryConfig.parse("cloudinary://874837483274837:a676b67565c6767a6767d6767f676fe1@demo"))
                .isEqualTo(new CloudinaryConfig(
                        "874837483274837",
                        "a676b67565c6767a6767d6767f676fe1",
                        "demo",
                        URI.create("https://api.cloudinary.com"),
                        URI.create("https://res.cloudinary.com")));
        assertThatThrownBy(() -> CloudinaryConfig.parse("cloudinary://hidden@demo"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageNotContaining("hidden");
    }

    private static HttpResponse<byte[]> fetch(String link) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(HttpRequest.newBuilder(URI.create(link)).build(), HttpResponse.BodyHandlers.ofByteArray());
    }
}
