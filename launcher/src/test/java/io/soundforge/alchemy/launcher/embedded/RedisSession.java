package io.soundforge.alchemy.launcher.embedded;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** Inline commands to a Redis, enough to see that one is there and keeps what it is given. */
final class RedisSession implements AutoCloseable {
    private final Socket socket;
    private final BufferedReader answers;

    RedisSession(String uri) throws IOException {
        URI address = URI.create(uri);
        socket = new Socket(address.getHost(), address.getPort());
        socket.setSoTimeout(5000);
        answers = new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        if (address.getUserInfo() != null) {
            ask("AUTH " + address.getUserInfo().substring(1));
        }
    }

    /** The first line of the answer, or the value of a bulk string. */
    String ask(String command) throws IOException {
        socket.getOutputStream().write((command + "\r\n").getBytes(StandardCharsets.UTF_8));
        String line = answers.readLine();
        return line.startsWith("$") && !line.equals("$-1") ? answers.readLine() : line;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
