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
        static ClientConfig of(GatewayConfig config) {
            return new ClientConfig(
                    config.supabaseUrl(),
                    config.supabaseAnonKey(),
                    config.maxUploadBytes(),
                    config.maxAudioMinutes(),
                    true,
                    config.version());
        }
    }

    public void mount(Router router) {
        router.get("/health")
                .handler(context -> JsonAnswer.send(
                        context, 200, services().compose(this::withSupabase).compose(this::withVitals)));
        router.get("/api/audio/health").handler(context -> JsonAnswer.send(context, 200, audio.report()));
        router.get("/health/live").handler(context -> JsonAnswer.send(context, 200, Map.of("status", "ok")));
        router.get("/health/ready").handler(context -> services()
                .onSuccess(services ->
                        JsonAnswer.send(context, services.containsValue("down") ? 503 : 200, new Ready("ok", services)))
                .onFailure(context::fail));
        router.get("/api/config").handler(context -> JsonAnswer.send(context, 200, ClientConfig.of(parts.config())));
    }

    private Future<Health> withVitals(Map<String, String> services) {
        Future<String> diskSpace = vitals.diskSpace();
        Future<Vitals.Metrics> metrics = vitals.metrics();
        return Future.all(diskSpace, metrics).map(done -> {
            services.put("disk_space", diskSpace.result());
            services.put("memory", Vitals.memory());
            return new Health("ok", services, metrics.result());
        });
    }

    private Future<Map<String, String>> services() {
        Map<String, String> services = new LinkedHashMap<>();
        services.put("apiGateway", "up");
        return check(services, "postgres", parts.database().check())
                .compose(done -> check(services, "redis", parts.carrier().check()))
                .compose(done -> check(services, "storage", parts.blobs().check()))
                .map(services);
    }

    /** For the eyes only: nothing waits for Supabase to become ready. It is down when there is none. */
    private Future<Map<String, String>> withSupabase(Map<String, String> services) {
        return check(services, "supabase", supabase.check(PATIENCE_SECONDS)).map(services);
    }

    private Future<Void> check(Map<String, String> services, String name, Future<Void> answer) {
        return answer.timeout(PATIENCE_SECONDS, TimeUnit.SECONDS)
                .map("up")
                .otherwise("down")
                .map(state -> {
                    services.put(name, state);
                    return null;
                });
    }
}
