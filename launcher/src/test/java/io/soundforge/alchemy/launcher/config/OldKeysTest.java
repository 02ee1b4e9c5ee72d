package io.soundforge.alchemy.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Every key that users of the older systems have in their files. */
class OldKeysTest {
    /** A value that each of them may have. */
    private static final Map<String, String> VALUES = Map.ofEntries(
            Map.entry("HOST", "127.0.0.1"),
            Map.entry("PORT", "8000"),
            Map.entry("DEBUG", "True"),
            Map.entry("ENVIRONMENT", "production"),
            Map.entry("LOG_LEVEL", "INFO"),
            Map.entry("API_WORKERS", "4"),
            Map.entry("DATABASE_URL", "postgresql://u:p@db:5432/alchemy"),
            Map.entry("POSTGRES_USER", "postgres"),
            Map.entry("POSTGRES_PASSWORD", "secret"),
            Map.entry("POSTGRES_DB", "alchemy"),
            Map.entry("REDIS_URL", "redis://redis:6379"),
            Map.entry("REDIS_HOST", "redis"),
            Map.entry("REDIS_PORT", "6379"),
            Map.entry("REDIS_DB", "0"),
            Map.entry("SUPABASE_URL", "https://project.example"),
            Map.entry("SUPABASE_KEY", "anon"),
            Map.entry("SUPABASE_SERVICE_KEY", "service"),
            Map.entry("SUPABASE_JWT_SECRET", "secret"),
            Map.entry("SPOTIFY_CLIENT_ID", "id"),
            Map.entry("SPOTIFY_CLIENT_SECRET", "secret"),
            Map.entry("SPOTIFY_API_MODE", "default"),
            Map.entry("AUDIO_DATA_PATH", "./audio_data"),
            Map.entry("UPLOADS_DIR", "uploads"),
            Map.entry("PROCESSED_DIR", "processed"),
            Map.entry("MODELS_DIR", "models"),
            Map.entry("MAX_FILE_SIZE", "100MB"),
            Map.entry("MAX_FILE_SIZE_MB", "100"),
            Map.entry("ALLOWED_EXTENSIONS", "mp3,wav,m4a,flac"),
            Map.entry("SUPPORTED_AUDIO_FORMATS", ".wav,.MP3,.flac,.ogg,.m4a"),
            Map.entry("AUDIO_SAMPLE_RATE", "44100"),
            Map.entry("DEFAULT_SAMPLE_RATE", "44100"),
            Map.entry("DEFAULT_BUFFER_SIZE", "44100"),
            Map.entry("MAX_CONCURRENT_JOBS", "3"),
            Map.entry("JOB_TIMEOUT", "3600"),
            Map.entry("CLEANUP_INTERVAL", "86400"),
            Map.entry("YOUTUBE_COOKIES_PATH", "cookies.txt"),
            Map.entry("DEMUCS_MODEL", "htdemucs"),
            Map.entry("WHISPER_MODEL", "base"),
            Map.entry("REVERB_BACKEND", "pedalboard"));

    static Stream<Map.Entry<String, String>> values() {
        return VALUES.entrySet().stream().sorted(Map.Entry.comparingByKey());
    }

    @ParameterizedTest
    @MethodSource("values")
    void oldKey_isKnown_andSaysSoIfItHasNoEffect(Map.Entry<String, String> entry) {
        ConfigKey key = ConfigKey.valueOf(entry.getKey());

        List<String> warnings = ConfigReader.read(VALUES).warnings();

        assertThat(warnings.stream()
                        .anyMatch(warning -> warning.startsWith(key.name() + " is accepted but has no effect")))
                .isEqualTo(!key.hasEffect());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MAX_FILE_SIZE|100MB",
                "MAX_FILE_SIZE_MB|100",
                "AUDIO_SAMPLE_RATE|44100",
                "DEFAULT_SAMPLE_RATE|44100",
                "DEFAULT_BUFFER_SIZE|44100",
                "MAX_CONCURRENT_JOBS|3",
                "JOB_TIMEOUT|3600",
                "CLEANUP_INTERVAL|86400",
                "WHISPER_MODEL|base",
                "SPOTIFY_API_MODE|default",
                "REDIS_PORT|6379",
                "REDIS_DB|0",
            })
    void oldDefault_isTheDocumentedOne(ConfigKey key, String value) {
        assertThat(key.defaultText()).isEqualTo(value);
        assertThat(ConfigReader.read(Map.of(key.name(), value)).limits())
                .isEqualTo(ConfigReader.read(Map.of()).limits());
        assertThat(ConfigReader.read(Map.of(key.name(), value)).jobs())
                .isEqualTo(ConfigReader.read(Map.of()).jobs());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ENVIRONMENT|prod|one of development, test, staging, production",
                "LOG_LEVEL|loud|one of trace, debug",
                "DEBUG|maybe|one of true, false",
                "API_WORKERS|many|a whole number from 1 to",
                "SPOTIFY_API_MODE|x|one of default, spotifyapi, spotdl",
                "AUDIO_SAMPLE_RATE|48000|one of 44100",
                "DEFAULT_SAMPLE_RATE|22050|one of 44100",
                "DEFAULT_BUFFER_SIZE|0|a whole number from 1 to",
                "JOB_TIMEOUT|never|a whole number from 1 to",
                "CLEANUP_INTERVAL|-1|a whole number from 1 to",
                "MAX_CONCURRENT_JOBS|0|a whole number from 1 to 64",
                "WHISPER_MODEL|huge|one of tiny, base, small",
                "ALLOWED_EXTENSIONS|mp3,exe|some of mp3, wav, flac",
                "SUPPORTED_AUDIO_FORMATS|.mid|some of mp3, wav, flac",
                "REVERB_BACKEND|a b|a name of letters",
                "DEMUCS_MODEL|../x|a model's name of letters",
                "REDIS_PORT|x|a whole number from 1 to 65535",
            })
    void unknownValue_isRefusedWithTheAllowedOnes(ConfigKey key, String value, String allowed) {
        ConfigException refusal =
                catchThrowableOfType(ConfigException.class, () -> ConfigReader.read(Map.of(key.name(), value)));

        assertThat(refusal.problems())
                .singleElement()
                .asString()
                .startsWith(key.name() + " must be " + allowed)
                .endsWith("got '" + value + "'");
    }

    @Test
    void secretAmongThem_isMarkedAsOne() {
        assertThat(Arrays.stream(ConfigKey.values()).filter(ConfigKey::secret))
                .contains(ConfigKey.DATABASE_URL, ConfigKey.POSTGRES_PASSWORD, ConfigKey.SUPABASE_JWT_SECRET);
    }
}
