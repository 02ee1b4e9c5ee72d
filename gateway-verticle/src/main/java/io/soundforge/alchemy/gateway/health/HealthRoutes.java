package io.soundforge.alchemy.gateway.health;

import io.soundforge.alchemy.gateway.GatewayConfig;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health} and {@code /api/audio/health}, which are 200 while the process serves, {@code /health/ready}, and
 * {@code /api/config}.
 */
public final class HealthRoutes {
    private static final long PATIENCE_SECONDS = 3;

    private final GatewayParts parts;
    private final SupabaseCheck supabase;
    private final Vitals vitals;
    private final AudioHealth audio;

    public HealthRoutes(Vertx vertx, GatewayParts parts) {
        this.parts = parts;
        this.supabase = new SupabaseCheck(
                vertx, parts.config().supabaseUrl(), parts.config().supabaseAnonKey());
        this.vitals = new Vitals(parts, PATIENCE_SECONDS);
        this.audio = new AudioHealth(parts, Duration.ofSeconds(PATIENCE_SECONDS));
    }

    /** Says how the parts are; {@code status} is always {@code ok}. */
    record Health(String status, Map<String, String> services, Vitals.Metrics metrics) {}

    /** Says which parts a load balancer may count on. */
    record Ready(String status, Map<String, String> services) {}

    /** What a client needs to know before its first call; holds no secret. */
    record ClientConfig(
            @Nullable String supabaseUrl,
            @Nullable String supabaseAnonKey,
            long maxUploadBytes,
            int maxAudioMinutes,
            boolean openMode,
            String version) {
        static ClientConfig of(GatewayConfig config, boolean openMode) {
            return new ClientConfig(
                    config.supabaseUrl(),
                    config.supabaseAnonKey(),
                    config.maxUploadBytes(),
                    config.maxAudioMinutes(),
                    openMode,
                    config.version());
        }
    }

    public void mount(Router router) {
        router.get("/health").handler(context -> JsonAnswer.send(context, 200, health()));
        router.get("/api/audio/health").handler(context -> JsonAnswer.send(context, 200, audio.report()));
        router.get("/health/live").handler(context -> JsonAnswer.send(context, 200, Map.of("status", "ok")));
        router.get("/health/ready").handler(context -> services()
                .onSuccess(services ->
                        JsonAnswer.send(context, services.containsValue("down") ? 503 : 200, new Ready("ok", services)))
                .onFailure(context::fail));
        router.get("/api/config")
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        ClientConfig.of(parts.config(), parts.signIn().isOpen())));
    }

    /** All parts are asked at once: however many do not answer, a caller waits for one of them only. */
    private Future<Health> health() {
        Future<Map<String, String>> services = services();
        // For the eyes only: nothing waits for Supabase to become ready. It is down when there is none.
        Future<String> supabaseState = state(supabase.check(PATIENCE_SECONDS));
        Future<String> diskSpace = vitals.diskSpace();
        Future<Vitals.Metrics> metrics = vitals.metrics();
        return Future.all(services, supabaseState, diskSpace, metrics).map(done -> {
            Map<String, String> words = services.result();
            words.put("supabase", supabaseState.result());
            words.put("disk_space", diskSpace.result());
            words.put("memory", Vitals.memory());
            return new Health("ok", words, metrics.result());
        });
    }

    private Future<Map<String, String>> services() {
        Future<String> postgres = state(parts.database().check());
        Future<String> redis = state(parts.carrier().check());
        Future<String> events = state(parts.carrier().checkHearing());
        Future<String> storage = state(parts.blobs().check());
        return Future.all(postgres, redis, events, storage).map(done -> {
            Map<String, String> services = new LinkedHashMap<>();
            services.put("apiGateway", "up");
            services.put("postgres", postgres.result());
            services.put("redis", redis.result());
            services.put("events", events.result());
            services.put("storage", storage.result());
            return services;
        });
    }

    private static Future<String> state(Future<Void> answer) {
        return answer.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS).map("up").otherwise("down");
    }
}
