package io.soundforge.alchemy.platform.storage;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.storage.object.FakeS3;
import io.soundforge.alchemy.platform.storage.object.ObjectStore;
import io.soundforge.alchemy.platform.storage.object.S3Config;
import io.soundforge.alchemy.platform.storage.object.S3Store;
import io.soundforge.alchemy.platform.storage.object.StorePatience;
import io.soundforge.alchemy.platform.storage.object.StoreServer;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class S3BlobStoreTest extends RemoteBlobStoreContract {
    private static final int PART = 5 << 20;

    private final FakeS3 s3 = new FakeS3();

    @Test
    void uploadsThatSomebodyLeft_areSwept_othersAreNot() {
        s3.leaveUpload("tracks/1/a", Instant.now().minus(Duration.ofDays(2)));
        s3.leaveUpload("tracks/1/b", Instant.now().minus(Duration.ofHours(2)));

        await(node("a").sweep(name -> true, Duration.ofHours(1)));

        assertThat(s3.unfinishedUploads()).isEqualTo(1);
    }

    @Test
    void lostAnswerToTheLastCall_isNoFailure() throws IOException {
        s3.loseAnswer("?uploadId=", 1);

        await(node("a").adopt(file(random(LARGE)), "tracks/1/a"));

        assertThat(s3.bytes("tracks/1/a")).isEqualTo(random(LARGE));
        assertThat(s3.unfinishedUploads()).isZero();
    }

    @Override
    StoreServer server() {
        return s3;
    }

    @Override
    Set<String> names() {
        return s3.names();
    }

    @Override
    byte[] bytes(String name) {
        return s3.bytes(name);
    }

    @Override
    void place(String name, byte[] bytes) {
        s3.place(name, bytes);
    }

    @Override
    int unfinishedUploads() {
        return s3.unfinishedUploads();
    }

    @Override
    ObjectStore objects(Vertx vertx, StorePatience patience) {
        return new S3Store(vertx, s3.config(), patience, PART);
    }

    @Override
    ObjectStore stranger(Vertx vertx, StorePatience patience) {
        S3Config right = s3.config();
        return new S3Store(
                vertx,
                new S3Config(right.endpoint(), right.region(), right.bucket(), right.accessKeyId(), "wrong", true),
                patience,
                PART);
    }

    @Override
    String putLine() {
        return "PUT /";
    }

    @Override
    String partLine() {
        return "?partNumber=";
    }

    @Override
    String getLine(String name) {
        return "GET /" + FakeS3.BUCKET + "/" + name;
    }
}
