package io.soundforge.alchemy.gateway.batch;

import static io.soundforge.alchemy.platform.fixture.PlatformServices.await;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.failure.ErrorCode;
import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.FetchCollection;
import io.soundforge.alchemy.platform.fixture.PlatformServices;
import io.vertx.core.Promise;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class CollectionsTest {
    @RegisterExtension
    static final PlatformServices services = new PlatformServices();

    /** Whoever sent the batch waits; ten lists of a slow Spotify would take minutes. */
    @Test
    void listsOfASlowSource_areAskedForWhileThereIsTime_andRefusedOneByOne() {
        List<FetchCollection> asked = new CopyOnWriteArrayList<>();
        Promise<CollectionMetadata> never = Promise.promise();
        await(services.bus().answer(FetchCollection.FETCH_COLLECTION, question -> {
            asked.add(question);
            return never.future();
        }));
        String playlist = "https://open.spotify.com/playlist/";
        JsonArray files = new JsonArray()
                .add(playlist + "a".repeat(22))
                .add("https://a.example/1.mp3")
                .add(playlist + "b".repeat(22))
                .add("https://spotify.link/abc");
        BatchRequest request =
                BatchRequest.parse(new JsonObject().put("files", files).encode(), UUID.randomUUID());

        Collections.Expanded expanded = await(new Collections(services.bus(), Duration.ofMillis(300)).expand(request));

        assertThat(asked).hasSize(1);
        assertThat(expanded.reads()).isEmpty();
        assertThat(expanded.request().files()).hasSize(4);
        assertThat(expanded.request().files())
                .filteredOn(BatchFile.Refused.class::isInstance)
                .hasSize(3)
                .allSatisfy(file ->
                        assertThat(((BatchFile.Refused) file).reason().code()).isEqualTo(ErrorCode.TIMEOUT));
    }
}
