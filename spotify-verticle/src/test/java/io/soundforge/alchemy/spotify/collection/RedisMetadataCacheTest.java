package io.soundforge.alchemy.spotify.collection;

import static io.soundforge.alchemy.spotify.collection.FakeCollections.ALBUM;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.PLAYLIST;
import static io.soundforge.alchemy.spotify.collection.FakeCollections.TRACK;
import static io.soundforge.alchemy.spotify.collection.SourceChainTest.collection;
import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.spotify.CollectionMetadata;
import io.soundforge.alchemy.contracts.spotify.SkippedItems;
import io.soundforge.alchemy.contracts.spotify.SpotifyLink;
import io.soundforge.alchemy.platform.fixture.LocalRedis;
import io.soundforge.alchemy.spotify.cache.PatientRedis;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.redis.client.Command;
import io.vertx.redis.client.Redis;
import io.vertx.redis.client.Request;
import io.vertx.redis.client.Response;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RedisMetadataCacheTest extends MetadataCacheContract {
    /** Longer than any machine needs. */
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static LocalRedis server;
    private static Vertx vertx;
    private static Redis redis;
    private static PatientRedis patient;
    private static RedisMetadataCache cache;

    @BeforeAll
    static void start() {
        server = new LocalRedis();
        vertx = Vertx.vertx();
        redis = Redis.createClient(vertx, server.uri());
        patient = new PatientRedis(vertx, server.uri(), PATIENCE);
        cache = new RedisMetadataCache(patient);
    }

    @AfterAll
    static void stop() {
        await(patient.close());
        await(vertx.close());
        server.close();
    }

    @Override
    MetadataCache cache() {
        return cache;
    }

    private static @Nullable Response send(Request request) {
        return await(redis.send(request));
    }

    private static long lifetime(String key) {
        Response seconds = send(Request.cmd(Command.TTL).arg(key));
        return seconds == null ? -2 : seconds.toLong();
    }

    @Test
    void keep_usesTheOriginalsKey_forAnHour() {
        await(cache.keep(collection(PLAYLIST, "web-api")));

        assertThat(lifetime("spotify:playlist:" + PLAYLIST.id())).isBetween(3000L, 3600L);
    }

    @Test
    void keep_albumsForAWeek_ifNothingIsMissing() {
        await(cache.keep(collection(ALBUM, "web-api")));

        assertThat(lifetime("spotify:album:" + ALBUM.id())).isBetween(6 * 86_400L, 7 * 86_400L);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "garbage",
                "[]",
                "{}",
                "null",
                "{\"type\":\"track\",\"id\":\"1\",\"name\":\"of the original\",\"tracks\":[]}"
            })
    void find_somethingElseUnderOurKey_isEmpty(String value) {
        send(Request.cmd(Command.SET).arg(RedisMetadataCache.key(TRACK)).arg(value));

        assertThat(find(TRACK)).isEmpty();
    }

    @Test
    void find_valueOfAnotherLink_isEmpty() {
        await(cache.keep(collection(ALBUM, "web-api")));
        SpotifyLink other = new SpotifyLink(SpotifyLink.Kind.ALBUM, FakeCollections.id(5));
        send(Request.cmd(Command.COPY).arg(RedisMetadataCache.key(ALBUM)).arg(RedisMetadataCache.key(other)));

        assertThat(find(other)).isEmpty();
    }

    @Test
    void find_wrongTypeUnderOurKey_isEmpty() {
        SpotifyLink link = new SpotifyLink(SpotifyLink.Kind.ALBUM, FakeCollections.id(6));
        send(Request.cmd(Command.LPUSH).arg(RedisMetadataCache.key(link)).arg("x"));

        assertThat(find(link)).isEmpty();
    }

    @Test
    void keep_overTheBound_keepsNothing() {
        SpotifyLink link = new SpotifyLink(SpotifyLink.Kind.PLAYLIST, FakeCollections.id(8));
        String name = "x".repeat(CollectionMetadata.MAX_BYTES + 5000);
        await(cache.keep(new CollectionMetadata(link, name, null, List.of(), SkippedItems.NONE, 0, "x", true)));

        assertThat(lifetime(RedisMetadataCache.key(link))).isEqualTo(-2);
    }

    @Test
    void redisGone_isNoCache_andNoFailure_untilItIsBack() {
        try (LocalRedis other = new LocalRedis()) {
            PatientRedis redis = new PatientRedis(vertx, other.uri(), PATIENCE);
            RedisMetadataCache shaky = new RedisMetadataCache(redis);
            await(shaky.keep(collection(PLAYLIST, "web-api")));
            other.stop();

            assertThat(await(shaky.find(PLAYLIST))).isEmpty();
            await(shaky.keep(collection(PLAYLIST, "web-api")));

            other.start();
            Awaitility.await().atMost(PATIENCE).until(() -> {
                await(shaky.keep(collection(PLAYLIST, "embed")));
                return await(shaky.find(PLAYLIST)).isPresent();
            });
            await(redis.close());
        }
    }

    @Test
    void redisThatNeverAnswers_isNoCache_andNoFailure() {
        NetServer deaf = await(vertx.createNetServer()
                .connectHandler(socket -> socket.handler(bytes -> {}))
                .listen(0, "127.0.0.1"));
        RedisMetadataCache waiting = new RedisMetadataCache(
                new PatientRedis(vertx, "redis://127.0.0.1:" + deaf.actualPort(), Duration.ofMillis(100)));

        assertThat(await(waiting.find(PLAYLIST))).isEmpty();
        await(waiting.keep(collection(PLAYLIST, "web-api")));

        await(deaf.close());
    }
}
