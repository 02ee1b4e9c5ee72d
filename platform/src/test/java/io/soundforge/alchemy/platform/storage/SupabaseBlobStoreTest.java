package io.soundforge.alchemy.platform.storage;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.platform.storage.object.FakeSupabaseStorage;
import io.soundforge.alchemy.platform.storage.object.ObjectStore;
import io.soundforge.alchemy.platform.storage.object.StorePatience;
import io.soundforge.alchemy.platform.storage.object.StoreServer;
import io.soundforge.alchemy.platform.storage.object.SupabaseConfig;
import io.soundforge.alchemy.platform.storage.object.SupabaseStore;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.Set;
import org.junit.jupiter.api.Test;

class SupabaseBlobStoreTest extends RemoteBlobStoreContract {
    private final FakeSupabaseStorage supabase = new FakeSupabaseStorage();

    @Test
    void chunkWhoseAnswerIsLost_isNotSentTwice() throws IOException {
        supabase.loseAnswer("PATCH ", 1);

        await(node("a").adopt(file(random(LARGE)), "tracks/1/a"));

        assertThat(supabase.bytes("tracks/1/a")).isEqualTo(random(LARGE));
        assertThat(supabase.seen("PATCH ")).isEqualTo(3);
        assertThat(supabase.seen("HEAD ")).isEqualTo(1);
    }

    @Override
    StoreServer server() {
        return supabase;
    }

    @Override
    Set<String> names() {
        return supabase.names();
    }

    @Override
    byte[] bytes(String name) {
        return supabase.bytes(name);
    }

    @Override
    void place(String name, byte[] bytes) {
        supabase.place(name, bytes);
    }

    @Override
    int unfinishedUploads() {
        return supabase.unfinishedUploads();
    }

    @Override
    ObjectStore objects(Vertx vertx, StorePatience patience) {
        return new SupabaseStore(vertx, supabase.config(), patience);
    }

    @Override
    ObjectStore stranger(Vertx vertx, StorePatience patience) {
        SupabaseConfig right = supabase.config();
        return new SupabaseStore(
                vertx,
                new SupabaseConfig(right.project(), right.bucket(), "sb_secret_wrong", right.keyHeaders()),
                patience);
    }

    @Override
    String putLine() {
        return "POST /storage/v1/object/audio/";
    }

    @Override
    String partLine() {
        return "PATCH /";
    }

    @Override
    String getLine(String name) {
        return "GET /storage/v1/object/audio/" + name;
    }
}
