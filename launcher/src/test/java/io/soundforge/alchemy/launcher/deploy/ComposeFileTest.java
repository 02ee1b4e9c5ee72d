package io.soundforge.alchemy.launcher.deploy;

import static org.assertj.core.api.Assertions.assertThat;

import io.soundforge.alchemy.contracts.node.Role;
import io.soundforge.alchemy.launcher.config.ConfigKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The compose file against what the program understands; whether compose understands it, {@code .ci/run} asks compose. */
class ComposeFileTest {
    private static final Path FILE = Path.of("..", "docker-compose.yml");

    @Test
    void services_haveTheNamesThatUsersKnow() throws IOException {
        assertThat(all("^  ([a-z-]+):$", services()))
                .containsExactlyInAnyOrder(
                        "api-gateway",
                        "spotify-service",
                        "download-service",
                        "processing-service",
                        "analysis-service",
                        "websocket-service",
                        "redis",
                        "postgres",
                        "prometheus",
                        "traces",
                        "grafana");
    }

    @Test
    void everyRole_isPlayedOnce() throws IOException {
        assertThat(all("--roles ([a-z,]+)$", services()).stream()
                        .flatMap(roles -> Arrays.stream(roles.split(",", -1)))
                        .toList())
                .containsExactlyInAnyOrderElementsOf(Role.texts(List.of(Role.values())));
    }

    @Test
    void everyKeyGivenToANode_isOneThatWorks() throws IOException {
        String file = Files.readString(FILE);
        String shared = file.substring(file.indexOf("x-environment:"), file.indexOf("services:"));

        List<String> keys = all("^  ([A-Z_]+):", shared);

        assertThat(keys)
                .isNotEmpty()
                .isSubsetOf(Arrays.stream(ConfigKey.values())
                        .filter(ConfigKey::hasEffect)
                        .map(ConfigKey::name)
                        .toList());
    }

    private static String services() throws IOException {
        String file = Files.readString(FILE);
        return file.substring(file.indexOf("\nservices:"), file.indexOf("\nvolumes:"));
    }

    private static List<String> all(String pattern, String text) {
        Stream<MatchResult> found =
                Pattern.compile(pattern, Pattern.MULTILINE).matcher(text).results();
        return found.map(match -> match.group(1)).toList();
    }
}
