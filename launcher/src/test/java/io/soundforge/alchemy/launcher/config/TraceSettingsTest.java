package io.soundforge.alchemy.launcher.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TraceSettingsTest {
    @Test
    void nothingSaid_nothingIsTold() {
        assertThat(read(Map.of())).isEqualTo(new TraceSettings(null, "sound-forge-alchemy", 1));
    }

    @ParameterizedTest
    @CsvSource({"0,0", "1,1", "1.0,1", "0.25,0.25", ".5,0.5"})
    void collectorAndRatio_areRead(String written, double ratio) {
        Map<String, String> keys = Map.of(
                "OTEL_EXPORTER_OTLP_ENDPOINT", "http://collector:4318",
                "OTEL_SERVICE_NAME", "edge",
                "OTEL_TRACES_SAMPLER_ARG", written);

        assertThat(read(keys)).isEqualTo(new TraceSettings(URI.create("http://collector:4318"), "edge", ratio));
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "-1", "10%", "."})
    void otherRatios_areRefusedByName(String written) {
        assertThatThrownBy(() -> read(Map.of("OTEL_TRACES_SAMPLER_ARG", written)))
                .hasMessageContaining("OTEL_TRACES_SAMPLER_ARG");
    }

    @Test
    void collectorWithoutHttp_isRefusedByName() {
        assertThatThrownBy(() -> read(Map.of("OTEL_EXPORTER_OTLP_ENDPOINT", "grpc://collector:4317")))
                .hasMessageContaining("OTEL_EXPORTER_OTLP_ENDPOINT");
    }

    private static TraceSettings read(Map<String, String> keys) {
        return ConfigReader.read(keys).observation().tracing();
    }
}
