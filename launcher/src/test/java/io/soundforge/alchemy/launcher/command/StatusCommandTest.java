package io.soundforge.alchemy.launcher.command;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StatusCommandTest {
    private static final String STATUS = """
            {"clustered": true, "members": ["127.0.0.1:15701", "127.0.0.1:15702"],
             "nodes": [
               {"name": "node-50dbc07f-b9f1", "roles": ["gateway", "websocket"], "version": "0.1.0", "seenSecondsAgo": 1.4},
               {"name": "n2", "roles": ["processing"], "version": "0.1.0", "seenSecondsAgo": 0.2}],
             "queues": [
               {"kind": "separate", "queued": 12, "waiting": 0, "running": 1, "oldestQueuedSeconds": 300.0},
               {"kind": "analyze", "queued": 0, "waiting": 3, "running": 0, "oldestQueuedSeconds": null}]}""";

    @TempDir
    Path folder;

    private HttpServer server;

    @BeforeEach
    void start() throws Exception {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            boolean known = exchange.getRequestURI().getPath().equals("/api/cluster");
            byte[] body = STATUS.getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(known ? 200 : 404, known ? body.length : -1);
            if (known) {
                exchange.getResponseBody().write(body);
            }
            exchange.close();
        });
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop(0);
    }

    @Test
    void status_isATable() {
        CommandLineRun run = run("--url", url());

        assertThat(run.exit()).isZero();
        assertThat(run.out()).isEqualTo("""
                        Sound Forge Alchemy at %s
                        Cluster: 127.0.0.1:15701, 127.0.0.1:15702

                        NODE           VERSION  SEEN     ROLES
                        node-50dbc07f  0.1.0    1 s ago  gateway, websocket
                        n2             0.1.0    0 s ago  processing

                        QUEUE     QUEUED  WAITING  RUNNING  OLDEST
                        separate  12      0        1        5 min
                        analyze   0       3        0        -
                        """.formatted(url()));
    }

    @Test
    void json_isTheAnswerItself() {
        CommandLineRun run = run("--url", url(), "--json");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("\"queued\" : 12", "\"n2\"").startsWith("{");
    }

    @Test
    void port_ofTheConfiguration_isTheDefault() {
        CommandLineRun run = CommandLineRun.in(
                folder, Map.of("PORT", Integer.toString(server.getAddress().getPort())), "status");

        assertThat(run.exit()).isZero();
        assertThat(run.out()).contains("Cluster:");
    }

    @Test
    void noServer_isSaidWithWhatToDo() {
        String gone = url();
        server.stop(0);

        CommandLineRun run = run("--url", gone);

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()).contains("No server answers at " + gone, "alchemy up", "--url");
    }

    @Test
    void nodeWithoutGateway_isSaidToBeTheWrongOne() {
        server.removeContext("/");
        server.createContext("/", exchange -> {
            exchange.sendResponseHeaders(404, -1);
            exchange.close();
        });

        CommandLineRun run = run("--url", url());

        assertThat(run.exit()).isEqualTo(1);
        assertThat(run.err()).contains("answered 404", "role gateway");
    }

    private String url() {
        return "http://127.0.0.1:" + server.getAddress().getPort();
    }

    private CommandLineRun run(String... options) {
        String[] arguments = new String[options.length + 1];
        arguments[0] = "status";
        System.arraycopy(options, 0, arguments, 1, options.length);
        return CommandLineRun.in(folder, Map.of(), arguments);
    }
}
