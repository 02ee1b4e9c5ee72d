package io.soundforge.alchemy.launcher.system;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;

/** A site that sends one song, whatever it is asked for. */
final class Radio implements AutoCloseable {
    private final HttpServer server;

    Radio(Path wav) throws IOException {
        byte[] song = Files.readAllBytes(wav);
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            exchange.getResponseHeaders().set("Content-Type", "audio/wav");
            exchange.sendResponseHeaders(200, song.length);
            exchange.getResponseBody().write(song);
            exchange.close();
        });
        server.start();
    }

    /** Host and port. */
    String host() {
        return "127.0.0.1:" + server.getAddress().getPort();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
