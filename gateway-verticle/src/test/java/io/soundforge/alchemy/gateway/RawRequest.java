package io.soundforge.alchemy.gateway;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Bytes that no client library would send, and whatever comes back. */
final class RawRequest {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int QUIET_MILLIS = 1_000;

    private static final Pattern REPEATED = Pattern.compile("\\{(.):(\\d+)}");
    private static final Pattern DEEP = Pattern.compile("\\{deep:(.+?):(\\d+)}");
    private static final Pattern ESCAPE = Pattern.compile("\\\\(x[0-9a-f]{2}|r|n)");

    private RawRequest() {}

    /** The bytes that a line of a table stands for. */
    static byte[] bytes(String text) {
        String repeated =
                REPEATED.matcher(text).replaceAll(found -> found.group(1).repeat(Integer.parseInt(found.group(2))));
        String deep =
                DEEP.matcher(repeated).replaceAll(found -> found.group(1).repeat(Integer.parseInt(found.group(2))));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Matcher escapes = ESCAPE.matcher(deep);
        int from = 0;
        while (escapes.find()) {
            bytes.writeBytes(deep.substring(from, escapes.start()).getBytes(StandardCharsets.UTF_8));
            String escape = escapes.group(1);
            bytes.write(
                    escape.equals("r") ? '\r' : escape.equals("n") ? '\n' : Integer.parseInt(escape.substring(1), 16));
            from = escapes.end();
        }
        bytes.writeBytes(deep.substring(from).getBytes(StandardCharsets.UTF_8));
        return bytes.toByteArray();
    }

    /** Everything until the server closes, or says no more for a while; empty if it only closes. */
    static String send(int port, byte[] request) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            socket.setSoTimeout(PATIENCE_MILLIS);
            try {
                socket.getOutputStream().write(request);
                socket.getOutputStream().flush();
            } catch (SocketException closedAlready) {
                // The server need not read to the end what it refuses; its answer may be there all the same.
            }
            return rest(socket);
        }
    }

    private static String rest(Socket socket) throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        byte[] some = new byte[8192];
        try {
            InputStream in = socket.getInputStream();
            for (int read = in.read(some); read >= 0; read = in.read(some)) {
                answer.write(some, 0, read);
                socket.setSoTimeout(QUIET_MILLIS);
            }
        } catch (SocketException | SocketTimeoutException over) {
            if (answer.size() == 0 && over instanceof SocketTimeoutException) {
                throw over; // neither an answer nor an end
            }
        }
        return answer.toString(StandardCharsets.UTF_8);
    }
}
