package io.soundforge.alchemy.launcher.system;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/** The client library of the original's web page in a process of its own, which follows one track. */
final class NodeClient implements AutoCloseable {
    private static final Path SCRIPTS = Path.of("src", "test", "node").toAbsolutePath();

    private final Process process;
    private final Path output;

    private NodeClient(Process process, Path output) {
        this.process = process;
        this.output = output;
    }

    /** @param transport {@code polling}, {@code websocket} or {@code default} */
    static NodeClient follow(URI server, String track, String transport, Path folder) throws IOException {
        return run("follow.mjs", server, track, transport, folder, "");
    }

    /** @param more what the script takes beyond the first three arguments */
    static NodeClient run(String script, URI server, String track, String transport, Path folder, String... more)
            throws IOException {
        Path output = Files.createTempFile(folder, "events", ".txt");
        List<String> command = new ArrayList<>(
                List.of("node", SCRIPTS.resolve(script).toString(), server.toString(), track, transport));
        command.addAll(List.of(more));
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        return new NodeClient(process, output);
    }

    /** Everything it has been told so far, as {@code [name, …]}. */
    List<JsonArray> events() {
        try {
            return Files.readString(output).lines().map(JsonArray::new).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void heard(String name) {
        Awaitility.await().atMost(ApiClient.PATIENCE).until(() -> events().stream()
                .anyMatch(event -> event.getString(0).equals(name)));
    }

    /** Waits until it has heard of the end of both the separation and the analysis. */
    List<JsonArray> finished() throws Exception {
        assertThat(process.waitFor(ApiClient.PATIENCE.toSeconds(), TimeUnit.SECONDS))
                .as(Files.readString(output))
                .isTrue();
        return events();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
