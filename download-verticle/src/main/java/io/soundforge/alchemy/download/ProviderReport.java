package io.soundforge.alchemy.download;

import io.soundforge.alchemy.audio.media.Ffmpeg;
import io.soundforge.alchemy.audio.media.MediaLimits;
import io.soundforge.alchemy.download.provider.AudioProvider;
import io.soundforge.alchemy.download.provider.Blocking;
import io.soundforge.alchemy.download.provider.ProviderHealth;
import io.soundforge.alchemy.platform.figures.Figures;
import io.soundforge.alchemy.platform.limits.LocalBuckets;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** How the configured providers are, for whoever looks before the mesh runs. */
public final class ProviderReport {
    private static final int PATIENCE_SECONDS = 90;

    private ProviderReport() {}

    /** By name, in the order of preference; empty if there is none. Blocks for seconds; touches no network. */
    public static Map<String, ProviderHealth> of(ProviderSettings settings) {
        DownloadConfig config = DownloadConfig.of(
                        DownloadConfig.DEFAULT_MAX_BYTES, MediaLimits.ofMinutes(1), Set.of(), 1)
                .findingIn(settings);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
        try {
            Ffmpeg unasked = new Ffmpeg(Path.of("ffmpeg"));
            Blocking blocking = new Blocking(vertx.createSharedWorkerExecutor("providers", 1));
            Map<String, ProviderHealth> report = new LinkedHashMap<>();
            for (AudioProvider provider : ProviderAssembly.of(
                            config, unasked, blocking, () -> "", new LocalBuckets(), Figures.NONE)
                    .inOrder()) {
                report.put(provider.name(), provider.health().await(PATIENCE_SECONDS, TimeUnit.SECONDS));
            }
            return report;
        } catch (java.util.concurrent.TimeoutException late) {
            return Map.of("providers", ProviderHealth.bad("they do not answer", "Look at the programs they use."));
        } finally {
            vertx.close().await();
        }
    }
}
