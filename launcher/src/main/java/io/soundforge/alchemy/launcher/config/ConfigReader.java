package io.soundforge.alchemy.launcher.config;

import static io.soundforge.alchemy.launcher.config.ConfigKey.ALLOWED_HOSTS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.API_WORKERS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.AUDIO_DATA_PATH;
import static io.soundforge.alchemy.launcher.config.ConfigKey.AUDIO_SAMPLE_RATE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.CORS_ORIGINS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DATABASE_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DEBUG;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DEFAULT_BUFFER_SIZE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DEFAULT_SAMPLE_RATE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DEMUCS_MODEL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.DEVICE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.ENVIRONMENT;
import static io.soundforge.alchemy.launcher.config.ConfigKey.FETCH_ALLOWED_HOSTS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.FFMPEG_BIN;
import static io.soundforge.alchemy.launcher.config.ConfigKey.HOST;
import static io.soundforge.alchemy.launcher.config.ConfigKey.INFERENCE_THREADS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LEGACY_WS_PORT;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LIBRARY_PATH;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LIVE_MESSAGES_PER_SECOND;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LIVE_QUEUE_KB;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LIVE_SOCKETS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LIVE_SOCKETS_PER_ADDRESS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LIVE_TRACKS_PER_SOCKET;
import static io.soundforge.alchemy.launcher.config.ConfigKey.LOG_LEVEL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.MAX_AUDIO_MINUTES;
import static io.soundforge.alchemy.launcher.config.ConfigKey.MAX_FILE_SIZE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.MAX_FILE_SIZE_MB;
import static io.soundforge.alchemy.launcher.config.ConfigKey.MODELS_DIR;
import static io.soundforge.alchemy.launcher.config.ConfigKey.MODEL_IDLE_MINUTES;
import static io.soundforge.alchemy.launcher.config.ConfigKey.MODEL_LINKS;
import static io.soundforge.alchemy.launcher.config.ConfigKey.PORT;
import static io.soundforge.alchemy.launcher.config.ConfigKey.PROCESSED_DIR;
import static io.soundforge.alchemy.launcher.config.ConfigKey.REDIS_DB;
import static io.soundforge.alchemy.launcher.config.ConfigKey.REDIS_HOST;
import static io.soundforge.alchemy.launcher.config.ConfigKey.REDIS_PORT;
import static io.soundforge.alchemy.launcher.config.ConfigKey.REDIS_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.REVERB_BACKEND;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SEGMENT_BUDGET_GB;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SEPARATION_ASSIST;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SPOTDL_BIN;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SPOTIFY_ACCOUNTS_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SPOTIFY_API_MODE;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SPOTIFY_API_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SPOTIFY_CLIENT_ID;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SPOTIFY_CLIENT_SECRET;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SPOTIFY_LINK_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SPOTIFY_MARKET;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SPOTIFY_OPEN_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPABASE_JWKS_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPABASE_JWT_SECRET;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPABASE_KEY;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPABASE_SERVICE_KEY;
import static io.soundforge.alchemy.launcher.config.ConfigKey.SUPABASE_URL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.UPLOADS_DIR;
import static io.soundforge.alchemy.launcher.config.ConfigKey.WHISPER_MODEL;
import static io.soundforge.alchemy.launcher.config.ConfigKey.YOUTUBE_COOKIES_PATH;
import static io.soundforge.alchemy.launcher.config.ConfigKey.YTDLP_BIN;

import io.soundforge.alchemy.audio.inference.DeviceWish;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.launcher.config.AlchemyConfig.Databases;
import io.soundforge.alchemy.launcher.config.AlchemyConfig.Folders;
import io.soundforge.alchemy.launcher.config.AlchemyConfig.Limits;
import io.soundforge.alchemy.launcher.config.AlchemyConfig.Log;
import io.soundforge.alchemy.launcher.config.AlchemyConfig.Media;
import io.soundforge.alchemy.launcher.config.AlchemyConfig.Server;
import io.soundforge.alchemy.launcher.config.AlchemyConfig.Sources;
import io.soundforge.alchemy.launcher.config.AlchemyConfig.Spotify;
import io.soundforge.alchemy.launcher.config.AlchemyConfig.Supabase;
import io.soundforge.alchemy.websocket.LiveLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** From environment variables and {@code .env} to {@link AlchemyConfig}; the environment wins. */
public final class ConfigReader {
    private static final int HIGHEST_PORT = 65_535;
    private static final List<String> LEVELS = List.of("trace", "debug", "info", "warn", "error");

    /** As OpenAI calls them. */
    private static final List<String> WHISPER_MODELS = List.of(
            "tiny",
            "base",
            "small",
            "medium",
            "large",
            "turbo",
            "tiny.en",
            "base.en",
            "small.en",
            "medium.en",
            "large-v1",
            "large-v2",
            "large-v3",
            "large-v3-turbo");

    private static final Pattern MODEL_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,63}");

    private final Values values;

    private ConfigReader(Values values) {
        this.values = values;
    }

    /**
     * Joins the environment with a {@code .env} file.
     *
     * @param dotEnv need not exist
     * @throws ConfigException if the file cannot be understood
     */
    public static Map<String, String> variables(Map<String, String> environment, Path dotEnv) {
        if (!Files.isRegularFile(dotEnv)) {
            return Map.copyOf(environment);
        }
        List<String> problems = new ArrayList<>();
        Map<String, String> joined = new HashMap<>();
        try {
            joined.putAll(DotEnv.parse(Files.readString(dotEnv), problems));
        } catch (IOException e) {
            problems.add(".env cannot be read as UTF-8 text");
        }
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        joined.putAll(environment);
        return Map.copyOf(joined);
    }

    /** @throws ConfigException with all problems at once */
    public static AlchemyConfig read(Map<String, String> variables) {
        List<String> problems = new ArrayList<>();
        Values values = new Values(variables, problems);
        AlchemyConfig config = new ConfigReader(values).config();
        if (!problems.isEmpty()) {
            throw new ConfigException(problems);
        }
        return config;
    }

    private AlchemyConfig config() {
        checkValuesWithoutEffect();
        return new AlchemyConfig(
                server(),
                new ClusterKeys(values).read(),
                new Log(level(), LogSettings.read(values)),
                new Folders(values.path(AUDIO_DATA_PATH), values.path(MODELS_DIR)),
                new Databases(databaseUrl(), redisUrl()),
                supabase(),
                spotify(),
                new Sources(
                        values.path(SPOTDL_BIN),
                        values.path(YTDLP_BIN),
                        values.path(YOUTUBE_COOKIES_PATH),
                        values.path(LIBRARY_PATH),
                        Set.copyOf(values.list(FETCH_ALLOWED_HOSTS)),
                        DownloadKeys.read(values)),
                new Media(
                        values.path(FFMPEG_BIN),
                        defaultModel(),
                        values.flag(MODEL_LINKS),
                        sessions(),
                        Duration.ofMinutes(values.integer(MODEL_IDLE_MINUTES, 10, 0, 1_440)),
                        (long) values.integer(SEGMENT_BUDGET_GB, 8, 1, 1 << 20) << 30,
                        "true".equals(values.choice(SEPARATION_ASSIST, List.of("true", "false"), "true"))),
                new Limits(maxUploadBytes(), values.integer(MAX_AUDIO_MINUTES, 120, 1, 100_000), live()),
                JobSettings.read(values),
                new IntakeKeys(values).read(),
                new StorageKeys(values).read(),
                EdgeSettings.read(values),
                Observation.read(values),
                warnings());
    }

    private LiveLimits live() {
        LiveLimits usual = LiveLimits.DEFAULTS;
        return new LiveLimits(
                values.integer(LIVE_SOCKETS, usual.socketsPerOwner(), 1, 1_000_000),
                values.integer(LIVE_SOCKETS_PER_ADDRESS, usual.socketsPerAddress(), 1, 1_000_000),
                values.integer(LIVE_TRACKS_PER_SOCKET, usual.tracksPerSocket(), 1, LiveLimits.MOST_TRACKS),
                values.integer(LIVE_MESSAGES_PER_SECOND, usual.messagesPerSecond(), 1, 100_000),
                values.integer(LIVE_QUEUE_KB, usual.queueBytes() >> 10, 64, 1 << 20) << 10);
    }

    private Server server() {
        String host = values.text(HOST);
        return new Server(
                host == null ? HOST.defaultText() : host,
                values.integer(PORT, 3000, 0, HIGHEST_PORT),
                values.has(PORT),
                legacyWebSocketPort(),
                values.has(LEGACY_WS_PORT),
                values.list(CORS_ORIGINS),
                values.list(ALLOWED_HOSTS));
    }

    private OptionalInt legacyWebSocketPort() {
        if ("off".equals(values.text(LEGACY_WS_PORT))) {
            return OptionalInt.empty();
        }
        return OptionalInt.of(values.integer(LEGACY_WS_PORT, 3006, 0, HIGHEST_PORT));
    }

    private @Nullable String level() {
        List<String> words = new ArrayList<>(LEVELS);
        words.addAll(List.of("warning", "critical")); // the words of the Python systems
        String level = values.choice(LOG_LEVEL, words, "");
        boolean debug = values.flag(DEBUG);
        return switch (level) {
            case "" -> debug ? "debug" : null;
            case "warning" -> "warn";
            case "critical" -> "error";
            default -> level;
        };
    }

    private @Nullable String databaseUrl() {
        String url = values.url(DATABASE_URL, List.of("postgresql", "postgres"));
        return url == null ? null : url.replaceFirst("^postgres:", "postgresql:");
    }

    private @Nullable String redisUrl() {
        String url = values.url(REDIS_URL, List.of("redis", "rediss"));
        String host = values.text(REDIS_HOST);
        int port = values.integer(REDIS_PORT, 6379, 1, HIGHEST_PORT);
        int database = values.integer(REDIS_DB, 0, 0, 1_000);
        return url != null || host == null ? url : "redis://" + host + ":" + port + "/" + database;
    }

    private Supabase supabase() {
        String anonKey = values.text(SUPABASE_KEY);
        if (anonKey != null && ServiceKeys.isServiceKey(anonKey)) {
            values.problem("SUPABASE_KEY must be the anon key, because clients are told it; got a service key, which"
                    + " belongs in SUPABASE_SERVICE_KEY");
        }
        return new Supabase(
                values.url(SUPABASE_URL, List.of("https", "http")),
                anonKey,
                values.text(SUPABASE_SERVICE_KEY),
                values.text(SUPABASE_JWT_SECRET),
                values.url(SUPABASE_JWKS_URL, List.of("https", "http")));
    }

    private Spotify spotify() {
        String market = values.text(SPOTIFY_MARKET);
        if (market != null && !market.matches("[A-Z]{2}")) {
            values.refuse(SPOTIFY_MARKET, "a country of two capital letters, such as DE");
        }
        if (values.has(SPOTIFY_CLIENT_ID) != values.has(SPOTIFY_CLIENT_SECRET)) {
            values.problem("SPOTIFY_CLIENT_ID and SPOTIFY_CLIENT_SECRET must be set together; got only one of them");
        }
        return new Spotify(
                values.text(SPOTIFY_CLIENT_ID),
                values.text(SPOTIFY_CLIENT_SECRET),
                market,
                values.service(SPOTIFY_API_URL),
                values.service(SPOTIFY_ACCOUNTS_URL),
                values.service(SPOTIFY_OPEN_URL),
                values.url(SPOTIFY_LINK_URL, List.of("http", "https")));
    }

    private @Nullable String defaultModel() {
        String model = values.text(DEMUCS_MODEL);
        if (model != null && !MODEL_NAME.matcher(model).matches()) {
            values.refuse(DEMUCS_MODEL, "a model's name of letters, digits, '.', '_' and '-'");
        }
        return model;
    }

    private SessionSettings sessions() {
        List<String> devices =
                Arrays.stream(DeviceWish.values()).map(DeviceWish::text).toList();
        int processors = Runtime.getRuntime().availableProcessors();
        return new SessionSettings(
                values.integer(INFERENCE_THREADS, processors, 1, 256),
                DeviceWish.ofText(values.choice(DEVICE, devices, DeviceWish.AUTO.text())));
    }

    private long maxUploadBytes() {
        int megabytes = values.integer(MAX_FILE_SIZE_MB, 100, 1, 1 << 20);
        return values.size(MAX_FILE_SIZE, (long) megabytes << 20);
    }

    /** A value that nobody reads is checked all the same: it is a mistake, or a wish that would be ignored. */
    private void checkValuesWithoutEffect() {
        values.choice(ENVIRONMENT, List.of("development", "test", "staging", "production"), "production");
        values.choice(SPOTIFY_API_MODE, List.of("default", "spotifyapi", "spotdl"), "default");
        values.choice(AUDIO_SAMPLE_RATE, List.of("44100"), "44100");
        values.choice(DEFAULT_SAMPLE_RATE, List.of("44100"), "44100");
        values.integer(API_WORKERS, 1, 1, 1_024);
        values.integer(DEFAULT_BUFFER_SIZE, 44_100, 1, 1 << 24);
        values.choice(WHISPER_MODEL, WHISPER_MODELS, "base");
        values.path(UPLOADS_DIR);
        values.path(PROCESSED_DIR);
        String reverb = values.text(REVERB_BACKEND);
        if (reverb != null && !MODEL_NAME.matcher(reverb).matches()) {
            values.refuse(REVERB_BACKEND, "a name of letters, digits, '.', '_' and '-'");
        }
    }

    private List<String> warnings() {
        List<String> warnings = new ArrayList<>();
        for (ConfigKey key : ConfigKey.values()) {
            if (!key.hasEffect() && values.has(key)) {
                warnings.add(key.name() + " is accepted but has no effect yet. "
                        + key.meaning().replace("`", ""));
            }
        }
        return warnings;
    }
}
