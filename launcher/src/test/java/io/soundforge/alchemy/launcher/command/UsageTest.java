package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.soundforge.alchemy.launcher.config.ConfigKey;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UsageTest {
    @TempDir
    Path folder;

    @Test
    void version_isOneLineOnStandardOutput() {
        CommandLineRun run = run("--version");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).matches("alchemy \\d+\\.\\d+\\.\\d+\\S*\\R");
        assertThat(run.err()).isEmpty();
    }

    @Test
    void help_namesCommandsAndEveryConfigurationKey() {
        CommandLineRun run = run("--help");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("up", "status", "demo", "separate", "analyze", "models");
        assertThat(run.out())
                .contains(Arrays.stream(ConfigKey.values()).map(ConfigKey::name).toList());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'' | Missing command",
                "fly | Unmatched argument",
                "separate song.mp3 | Missing required option: '--out=DIR'",
                "separate -o out | Missing required parameter: 'FILE'",
                "separate song.mp3 -o out --loud | Unknown option: '--loud'",
                "separate song.mp3 -o out --format ogg | format must be one of wav, flac, mp3; got 'ogg'",
                "separate song.mp3 -o out --bit-depth 8 | bitDepth must be one of 16, 24, 32f; got '8'",
                "separate song.mp3 -o out --bit-depth 32f | flac stores 16 or 24 bits; use wav for 32f",
                "separate song.mp3 -o out --stems vocals --two-stems drums | either stems or twoStems",
                "separate song.mp3 -o out --stems Vocals | a stem's name is lower-case letters",
                "separate song.mp3 -o out --model ../x | model must be a name",
                "models pull mine --url file:///x | expected a SHA-256 together with the link; none is known for mine",
                "models pull htdemucs --sha256 00 | --sha256 and --size describe what is at --url",
                "up --port high | Invalid value for option '--port'",
                "up --port 70000 | --port must be a number from 0 to 65535; got 70000",
                "up --roles gatway | --roles must be one or more of gateway, spotify, download, processing, analysis,"
                        + " websocket, webhook, separated by commas; got 'gatway'",
                "up --roles , | --roles must be one or more of gateway",
                "up --roles gateway | missing here: --cluster, DATABASE_URL, REDIS_URL, AUDIO_DATA_PATH",
                "up --roles gateway --cluster | missing here: DATABASE_URL, REDIS_URL, AUDIO_DATA_PATH",
                "status --url nowhere | --url must be like http://127.0.0.1:3000; got 'nowhere'"
            })
    void wrongUsage_isOneSentenceAndStatus2(String arguments, String sentence) {
        CommandLineRun run = run(arguments.isEmpty() ? new String[0] : arguments.split(" "));

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains(sentence).contains("--help'").hasLineCount(2);
    }

    @Test
    void wrongConfiguration_isListedCompletely() {
        CommandLineRun run = CommandLineRun.in(folder, Map.of("PORT", "x", "LOG_LEVEL", "y"), "up");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("PORT must be", "LOG_LEVEL must be").doesNotContain("\tat ");
    }

    @Test
    void openServer_onAnotherAddressThanLoopback_needsConsent() {
        CommandLineRun run = CommandLineRun.in(folder, Map.of("HOST", "0.0.0.0"), "up");

        assertThat(run.exit()).isEqualTo(2);
        assertThat(run.err()).contains("--insecure");
    }

    @Test
    void partOfTheMesh_withAllThatItShares_isStarted() {
        Map<String, String> shared = Map.of(
                "DATABASE_URL", "postgresql://u:p@127.0.0.1:1/x",
                "REDIS_URL", "redis://127.0.0.1:1",
                "AUDIO_DATA_PATH", folder.resolve("audio").toString(),
                "CLUSTER", "true",
                "ROLES", "nonsense");

        assertThatThrownBy(() -> CommandLineRun.in(folder, without(shared, "ROLES"), "up", "--roles", "processing"))
                .hasMessage("no server is to be started");
        assertThat(CommandLineRun.in(folder, shared, "up").err()).contains("ROLES must be one or more of gateway");
        assertThat(CommandLineRun.in(folder, Map.of("ROLES", "analysis"), "up").err())
                .contains("missing here: --cluster");
    }

    private static Map<String, String> without(Map<String, String> variables, String key) {
        Map<String, String> rest = new HashMap<>(variables);
        rest.remove(key);
        return rest;
    }

    private CommandLineRun run(String... arguments) {
        return CommandLineRun.in(folder, Map.of(), arguments);
    }
}
