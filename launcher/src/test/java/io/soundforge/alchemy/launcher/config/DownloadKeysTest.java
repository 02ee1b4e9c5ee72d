package io.soundforge.alchemy.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DownloadKeysTest {
    private final List<String> problems = new ArrayList<>();

    @Test
    void ratesOfProviders_areSongsAMinute() {
        assertThat(rates("yt-dlp=12/min, COMMAND = 5 / min")).isEqualTo(Map.of("yt-dlp", 12, "command", 5));
        assertThat(rates("none")).isEmpty();
        assertThat(rates("")).isEqualTo(Map.of("yt-dlp", 30, "spotdl", 10));
        assertThat(problems).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"30", "yt-dlp", "yt-dlp=0/min", "yt-dlp=30/s", "napster=3/min", "yt-dlp=-1/min"})
    void otherTexts_areRefused(String text) {
        assertThat(rates(text)).isEmpty();

        assertThat(problems).singleElement().asString().contains("DOWNLOAD_RATE", "yt-dlp=30/min");
    }

    private Map<String, Integer> rates(String text) {
        return DownloadKeys.read(new Values(Map.of("DOWNLOAD_RATE", text), problems))
                .rates();
    }
}
