package io.soundforge.alchemy.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.launcher.config.AlchemyConfig.Intake;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IntakeKeysTest {
    private static final String SECRET = "a secret of thirty-two characters";

    @Test
    void withoutKeys_nothingIsLimited() {
        Intake intake = read(Map.of());

        assertThat(intake.quotaBytes()).isZero();
        assertThat(intake.quotaTracks()).isZero();
        assertThat(intake.uploadHours()).isEqualTo(24);
        assertThat(intake.clamAvHost()).isNull();
        assertThat(intake.linkSecret()).isNull();
        assertThat(intake.extensions()).isEmpty();
    }

    @Test
    void keys_haveTheirEffect() {
        Intake intake = read(Map.of(
                "QUOTA_BYTES_PER_OWNER", "2GB",
                "QUOTA_TRACKS_PER_OWNER", "50",
                "CLAMAV_ADDRESS", "[::1]:3310",
                "CLAMAV_REQUIRED", "false",
                "FILE_URL_SECRET", SECRET,
                "ALLOWED_EXTENSIONS", "mp3,.WAV",
                "SUPPORTED_AUDIO_FORMATS", ".flac"));

        assertThat(intake.quotaBytes()).isEqualTo(2L << 30);
        assertThat(intake.quotaTracks()).isEqualTo(50);
        assertThat(intake.clamAvHost()).isEqualTo("::1");
        assertThat(intake.clamAvPort()).isEqualTo(3310);
        assertThat(intake.clamAvRequired()).isFalse();
        assertThat(intake.extensions()).containsExactlyInAnyOrder("mp3", "wav", "flac");
        assertThat(intake.toString()).doesNotContain(SECRET);
    }

    @Test
    void quotaOfZero_isNone() {
        assertThat(read(Map.of("QUOTA_BYTES_PER_OWNER", "0")).quotaBytes()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "localhost:0", "localhost:70000", ":3310", "a b:1", "tcp://x:1"})
    void addressWithoutHostAndPort_isRefused(String address) {
        assertThatThrownBy(() -> read(Map.of("CLAMAV_ADDRESS", address)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("127.0.0.1:3310");
    }

    @ParameterizedTest
    @CsvSource({
        "FILE_URL_SECRET, short, at least 32",
        "FILE_URL_SECRET_PREVIOUS, short, at least 32",
        "QUOTA_TRACKS_PER_OWNER, -1, a whole number",
        "QUOTA_BYTES_PER_OWNER, much, a size such as",
        "UPLOAD_EXPIRES_HOURS, 0, a whole number",
        "CLAMAV_REQUIRED, maybe, one of true",
    })
    void otherValues_areRefused(String key, String value, String expected) {
        assertThatThrownBy(() -> read(Map.of(key, value)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(key + " must be " + expected);
    }

    private static Intake read(Map<String, String> keys) {
        return ConfigReader.read(keys).intake();
    }
}
