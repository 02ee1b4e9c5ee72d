package io.soundforge.alchemy.launcher.command;

import com.fasterxml.jackson.databind.JsonNode;
import io.soundforge.alchemy.launcher.LaunchException;
import io.soundforge.alchemy.launcher.config.AlchemyConfig;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code alchemy status}. */
@Command(name = "status", description = "Show the nodes of a running mesh and the work that waits for them.")
final class StatusCommand implements Callable<Integer> {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Surroundings surroundings;

    @Option(
            names = "--url",
            paramLabel = "URL",
            description = "A node with the role gateway. Default: this machine, on PORT.")
    private @Nullable String url;

    @Option(names = "--json", description = "Print a JSON object.")
    private boolean json;

    StatusCommand(Surroundings surroundings) {
        this.surroundings = surroundings;
    }

    @Override
    public Integer call() throws InterruptedException {
        URI server = url == null ? configured() : parsed(url);
        JsonNode status = ask(server);
        surroundings.out().print(json ? Json.text(status) + "\n" : StatusText.of(server, status));
        return ExitStatus.ALL_DONE;
    }

    private URI configured() {
        AlchemyConfig.Server server = surroundings.config().server();
        return URI.create("http://" + server.reachableHost() + ":" + server.port());
    }

    private static URI parsed(String text) {
        if (!text.matches("https?://[^/?#\\s]+/?")) {
            throw new UsageException("--url must be like http://127.0.0.1:3000; got '" + text + "'");
        }
        try {
            return URI.create(text);
        } catch (IllegalArgumentException e) {
            throw new UsageException("--url must be like http://127.0.0.1:3000; got '" + text + "'");
        }
    }

    private static JsonNode ask(URI server) throws InterruptedException {
        HttpClient http = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        HttpRequest request = HttpRequest.newBuilder(server.resolve("/api/cluster"))
                .timeout(PATIENCE)
                .build();
        try {
            return read(server, http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8)));
        } catch (IOException e) {
            throw new LaunchException(
                    "No server answers at " + server + ". Start one with 'alchemy up', or name another with --url.", e);
        }
    }

    private static JsonNode read(URI server, HttpResponse<String> response) throws IOException {
        if (response.statusCode() != 200) {
            throw new LaunchException(server + " answered " + response.statusCode()
                    + " instead of its status. Ask a node with the role gateway, by --url.");
        }
        return Json.read(response.body());
    }
}
