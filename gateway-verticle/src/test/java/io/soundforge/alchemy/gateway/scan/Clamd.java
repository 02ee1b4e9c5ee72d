package io.soundforge.alchemy.gateway.scan;

import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Speaks INSTREAM as clamd does. */
public final class Clamd implements Closeable {
    /** What it finds. */
    public static final String VIRUS = "RIFF this counts as a virus here";

    static final String SILENT = "silent";
    static final String CLOSED = "closed";

    private static final byte[] COMMAND = "zINSTREAM\0".getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;
    private final int limit;
    private final String fixed;
    private volatile byte[] seen = {};

    private Clamd(int port, int limit, String fixed) throws IOException {
        this.limit = limit;
        this.fixed = fixed;
        this.server = new ServerSocket(port, 50, InetAddress.getLoopbackAddress());
        Thread thread = new Thread(this::serve, "clamd");
        thread.setDaemon(true);
        thread.start();
    }

    /** @param bytes StreamMaxLength */
    public static Clamd withLimit(int bytes) throws IOException {
        return new Clamd(0, bytes, "");
    }

    /** Comes back where one was. */
    public static Clamd at(int port) throws IOException {
        return new Clamd(port, Integer.MAX_VALUE, "");
    }

    static Clamd answering(String answer) throws IOException {
        return new Clamd(0, Integer.MAX_VALUE, answer);
    }

    public int port() {
        return server.getLocalPort();
    }

    /** What was sent last. */
    byte[] seen() {
        return seen;
    }

    private void serve() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                Thread talk = new Thread(() -> talk(socket), "clamd-talk");
                talk.setDaemon(true);
                talk.start();
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void talk(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            if (!Arrays.equals(in.readNBytes(COMMAND.length), COMMAND)) {
                answer(socket, "UNKNOWN COMMAND");
            } else if (fixed.equals(SILENT)) {
                in.transferTo(new ByteArrayOutputStream());
            } else if (!fixed.equals(CLOSED)) {
                answer(socket, fixed.isEmpty() ? verdict(in) : fixed);
                socket.shutdownOutput();
                in.transferTo(OutputStream.nullOutputStream()); // a reset could overtake the answer
            }
        } catch (IOException gone) {
            assert socket.isClosed();
        }
    }

    private String verdict(DataInputStream in) throws IOException {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int length = in.readInt(); length != 0; length = in.readInt()) {
            if (all.size() + length > limit) {
                return "INSTREAM size limit exceeded. ERROR";
            }
            all.write(in.readNBytes(length));
        }
        seen = all.toByteArray();
        return all.toString(StandardCharsets.ISO_8859_1).contains(VIRUS)
                ? "stream: Test-Signature FOUND"
                : "stream: OK";
    }

    private static void answer(Socket socket, String text) throws IOException {
        socket.getOutputStream().write((text + "\0").getBytes(StandardCharsets.US_ASCII));
        socket.getOutputStream().flush();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
