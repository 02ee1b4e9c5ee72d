package io.soundforge.alchemy.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.soundforge.alchemy.audio.inference.DeviceWish;
import io.soundforge.alchemy.audio.inference.ModelRegistry;
import io.soundforge.alchemy.audio.inference.SessionSettings;
import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.websocket.LiveLimits;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigReaderTest {
    @Test
    void nothingSet_givesTheDefaultsAndNoWarning() {
        AlchemyConfig config = ConfigReader.read(Map.of());

        assertThat(config.server())
                .isEqualTo(new AlchemyConfig.Server(
                        "127.0.0.1", 3000, false, OptionalInt.of(3006), false, List.of(), List.of()));
        assertThat(config.limits()).isEqualTo(new AlchemyConfig.Limits(100L << 20, 120, LiveLimits.DEFAULTS));
        assertThat(config.databases()).isEqualTo(new AlchemyConfig.Databases(null, null));
        assertThat(config.spotify().apiUrl()).isEqualTo("https://api.spotify.com");
        assertThat(config.warnings()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "MAX_FILE_SIZE, 100MB, 104857600",
        "MAX_FILE_SIZE, 2gb, 2147483648",
        "MAX_FILE_SIZE, 512 KB, 524288",
        "MAX_FILE_SIZE, 12345, 12345",
        "MAX_FILE_SIZE_MB, 7, 7340032"
    })
    void uploadLimit_isReadInTheFormsOfTheOlderSystems(String key, String value, long bytes) {
        assertThat(ConfigReader.read(Map.of(key, value)).limits().maxUploadBytes())
                .isEqualTo(bytes);
    }

    @Test
    void trainedModels_runOnWhatTheKeysSay() {
        AlchemyConfig.Media media = ConfigReader.read(
                        Map.of("DEVICE", "cuda", "INFERENCE_THREADS", "3", "MODEL_IDLE_MINUTES", "0"))
                .media();
        assertThat(media.sessions()).isEqualTo(new SessionSettings(3, DeviceWish.CUDA));
        assertThat(media.modelIdle()).isZero();

        AlchemyConfig.Media defaults = ConfigReader.read(Map.of()).media();
        assertThat(defaults.sessions()).isEqualTo(SessionSettings.ofThisMachine());
        assertThat(defaults.modelIdle()).isEqualTo(ModelRegistry.IDLE);
        ConfigException wrong = catchThrowableOfType(
                ConfigException.class,
                () -> ConfigReader.read(Map.of("DEVICE", "gpu", "INFERENCE_THREADS", "0", "MODEL_IDLE_MINUTES", "-1")));
        assertThat(wrong.getMessage()).contains("DEVICE", "auto", "INFERENCE_THREADS", "MODEL_IDLE_MINUTES");
    }

    @ParameterizedTest
    @CsvSource({"INFO, info", "warning, warn", "CRITICAL, error", "trace, trace"})
    void logLevel_isReadInAnyCaseAndDialect(String value, String level) {
        assertThat(ConfigReader.read(Map.of("LOG_LEVEL", value)).log().level()).isEqualTo(level);
    }

    @Test
    void debug_isALogLevelUnlessThatIsSet() {
        assertThat(ConfigReader.read(Map.of("DEBUG", "True")).log().level()).isEqualTo("debug");
        assertThat(ConfigReader.read(Map.of("DEBUG", "1", "LOG_LEVEL", "error"))
                        .log()
                        .level())
                .isEqualTo("error");
    }

    @Test
    void redisHost_makesAUrlUnlessThereIsOne() {
        Map<String, String> parts = Map.of("REDIS_HOST", "cache", "REDIS_DB", "2");

        assertThat(ConfigReader.read(parts).databases().redisUrl()).isEqualTo("redis://cache:6379/2");
        assertThat(ConfigReader.read(Map.of("REDIS_HOST", "cache", "REDIS_URL", "redis://other:1"))
                        .databases()
                        .redisUrl())
                .isEqualTo("redis://other:1");
    }

    @Test
    void databaseUrl_ofEitherScheme_isPostgresql() {
        assertThat(ConfigReader.read(Map.of("DATABASE_URL", "postgres://u:p@h/d"))
                        .databases()
                        .databaseUrl())
                .isEqualTo("postgresql://u:p@h/d");
    }

    @Test
    void port_ofTheCommandLine_carriesSocketsAlone() {
        assertThat(ConfigReader.read(Map.of("PORT", "8000")).onPort(9000).server())
                .isEqualTo(new AlchemyConfig.Server(
                        "127.0.0.1", 9000, true, OptionalInt.empty(), false, List.of(), List.of()));
    }

    @Test
    void legacyPort_canBeTurnedOff() {
        assertThat(ConfigReader.read(Map.of("LEGACY_WS_PORT", "off")).server().legacyWebSocketPort())
                .isEmpty();
    }

    @Test
    void blankValue_countsAsNone() {
        assertThat(ConfigReader.read(Map.of("SPOTIFY_CLIENT_ID", " ", "PORT", ""))
                        .server()
                        .port())
                .isEqualTo(3000);
    }

    @Test
    void wrongValues_areRefusedAllTogetherWithWhatIsAllowed() {
        List<String> problems = problems(Map.of(
                "PORT", "70000",
                "LOG_LEVEL", "loud",
                "DATABASE_URL", "sqlite:///file.db",
                "SPOTIFY_API_MODE", "magic",
                "AUDIO_SAMPLE_RATE", "48000",
                "MAX_FILE_SIZE", "much",
                "SPOTIFY_API_URL", "api.spotify.com"));

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "PORT must be a whole number from 0 to 65535; got '70000'",
                        "LOG_LEVEL must be one of trace, debug, info, warn, error, warning, critical; got 'loud'",
                        "DATABASE_URL must be a URL that begins with postgresql:// or postgres://; got something else",
                        "SPOTIFY_API_MODE must be one of default, spotifyapi, spotdl; got 'magic'",
                        "AUDIO_SAMPLE_RATE must be one of 44100; got '48000'",
                        "MAX_FILE_SIZE must be a size such as 100MB; got 'much'",
                        "SPOTIFY_API_URL must be a URL that begins with http:// or https://; got 'api.spotify.com'");
    }

    @Test
    void clusterKeys_areRead() {
        ClusterConfig cluster = ConfigReader.read(Map.of(
                        "ROLES", "Websocket, gateway",
                        "CLUSTER", "yes",
                        "CLUSTER_FILE", "my.xml",
                        "CLUSTER_HOST", "10.0.0.5",
                        "CLUSTER_PORT", "5701",
                        "CLUSTER_MEMBERS", "10.0.0.6, box:5702"))
                .cluster();

        assertThat(cluster)
                .isEqualTo(new ClusterConfig(
                        Set.of(Role.GATEWAY, Role.WEBSOCKET),
                        true,
                        Path.of("my.xml"),
                        "10.0.0.5",
                        5701,
                        List.of("10.0.0.6", "box:5702")));
        assertThat(cluster.complete()).isFalse();
        assertThat(ConfigReader.read(Map.of()).cluster()).isEqualTo(ClusterConfig.ALONE);
    }

    @Test
    void clusterKeys_thatCannotWork_areRefused() {
        assertThat(problems(Map.of(
                        "ROLES", "gateway,cook",
                        "CLUSTER", "perhaps",
                        "CLUSTER_HOST", "0.0.0.0",
                        "CLUSTER_PORT", "0",
                        "CLUSTER_MEMBERS", "http://box")))
                .containsExactlyInAnyOrder(
                        "ROLES must be one or more of gateway, spotify, download, processing, analysis, websocket, webhook,"
                                + " separated by commas; got 'cook'",
                        "CLUSTER must be one of true, false, 1, 0, yes, no, on, off; got 'perhaps'",
                        "CLUSTER_HOST must be an address under which other nodes reach this machine; got '0.0.0.0'",
                        "CLUSTER_PORT must be a whole number from 1 to 65535; got '0'",
                        "CLUSTER_MEMBERS must be host or host:port, separated by commas; got 'http://box'");
    }

    @Test
    void serviceKey_whereEveryClientWouldSeeIt_isRefused() {
        String payload = Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString("{\"role\":\"service_role\"}".getBytes(StandardCharsets.UTF_8));

        assertThat(problems(Map.of("SUPABASE_KEY", "e30." + payload + ".sig")))
                .singleElement()
                .asString()
                .contains("anon key")
                .doesNotContain(payload);
        assertThat(problems(Map.of("SUPABASE_KEY", "sb_secret_abc"))).hasSize(1);
    }

    @Test
    void keyWithoutEffect_isNamedAtStartUp() {
        assertThat(ConfigReader.read(Map.of("WHISPER_MODEL", "base")).warnings())
                .singleElement()
                .asString()
                .startsWith("WHISPER_MODEL is accepted but has no effect");
    }

    @Test
    void secrets_areInNoText() {
        AlchemyConfig config = ConfigReader.read(Map.of(
                "DATABASE_URL", "postgresql://u:hush1@h/d",
                "REDIS_URL", "redis://:hush2@h",
                "SPOTIFY_CLIENT_ID", "id",
                "SPOTIFY_CLIENT_SECRET", "hush3",
                "SUPABASE_SERVICE_KEY", "hush4",
                "SUPABASE_JWT_SECRET", "hush5"));

        assertThat(config.toString()).doesNotContain("hush").contains("clientId=id");
        assertThat(config.warnings().toString()).doesNotContain("hush");
    }

    @Test
    void dotEnv_isReadAndTheEnvironmentWins(@TempDir Path folder) throws Exception {
        Path dotEnv = Files.writeString(folder.resolve(".env"), """
                # a comment
                PORT=4000
                export HOST="0.0.0.0"   # quoted
                LOG_LEVEL=debug # unquoted
                SPOTIFY_CLIENT_ID='a # b'
                SUPABASE_URL=
                """);

        Map<String, String> variables = ConfigReader.variables(Map.of("PORT", "5000"), dotEnv);

        assertThat(variables)
                .containsEntry("PORT", "5000")
                .containsEntry("HOST", "0.0.0.0")
                .containsEntry("LOG_LEVEL", "debug")
                .containsEntry("SPOTIFY_CLIENT_ID", "a # b")
                .containsEntry("SUPABASE_URL", "");
    }

    @Test
    void dotEnv_withALineThatIsNone_isRefusedByNumber(@TempDir Path folder) throws Exception {
        Path dotEnv = Files.writeString(folder.resolve(".env"), "PORT=1\nnonsense\n");

        ConfigException error =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.variables(Map.of(), dotEnv));

        assertThat(error.problems()).containsExactly("line 2 of .env must be KEY=value");
    }

    private static List<String> problems(Map<String, String> variables) {
        return catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(variables))
                .problems();
    }
}
