package io.soundforge.alchemy.gateway.health;

import io.soundforge.alchemy.gateway.GatewayConfig;
import io.soundforge.alchemy.gateway.GatewayParts;
import io.soundforge.alchemy.gateway.http.JsonAnswer;
import io.soundforge.alchemy.platform.health.Glance;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * {@code /health} and {@code /api/audio/health}, which are 200 while the process serves, {@code /health/live},
 * {@code /health/ready}, and {@code /api/config}.
 */
public final class HealthRoutes {
    private static final Duration SUPABASE_PATIENCE = Duration.ofSeconds(5);
    private static final Duration SUPABASE_FRESH = Duration.ofSeconds(10);

    private final GatewayParts parts;
    private final Overview overview;
    private final AudioHealth audio;

    public HealthRoutes(Vertx vertx, GatewayParts parts) {
        this.parts = parts;
        this.overview = new Overview(parts.condition(), supabase(vertx, parts.config()));
        this.audio = new AudioHealth(parts, Glance.PATIENCE);
    }

    private static Glance<String> supabase(Vertx vertx, GatewayConfig config) {
        SupabaseCheck check = new SupabaseCheck(vertx, config.supabaseUrl(), config.supabaseAnonKey());
        return new Glance<>(
                () -> check.check(SUPABASE_PATIENCE.toSeconds()).map("up"), "down", SUPABASE_PATIENCE, SUPABASE_FRESH);
    }

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
        router.get("/health").handler(context -> JsonAnswer.send(context, 200, overview.now()));
        router.get("/api/audio/health").handler(context -> JsonAnswer.send(context, 200, audio.report()));
        router.get("/health/live").handler(context -> JsonAnswer.send(context, 200, Map.of("status", "ok")));
        router.get("/health/ready").handler(context -> parts.condition()
                .readiness()
                .report()
                .onSuccess(report -> JsonAnswer.send(
                        context,
                        report.ready() ? 200 : 503,
                        new Ready(report.status(), Overview.withGateway(report.services()))))
                .onFailure(context::fail));
        router.get("/api/config")
                .handler(context -> JsonAnswer.send(
                        context,
                        200,
                        ClientConfig.of(parts.config(), parts.signIn().isOpen())));
    }
}
