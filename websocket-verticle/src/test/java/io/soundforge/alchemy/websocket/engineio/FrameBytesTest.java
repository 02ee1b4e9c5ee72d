package io.soundforge.alchemy.websocket.engineio;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocket13FrameDecoder;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FrameBytesTest {
    /** As a client: frames of a server are not masked. */
    private final EmbeddedChannel client = new EmbeddedChannel(new WebSocket13FrameDecoder(false, false, 1 << 20));

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 100_000})
    void binary_isReadBackWhole(int length) {
        byte[] payload = new byte[length];
        new Random(length).nextBytes(payload);

        WebSocketFrame read = read(EnginePacket.message(payload).frame());

        assertThat(read).isInstanceOf(BinaryWebSocketFrame.class);
        assertThat(read.isFinalFragment()).isTrue();
        byte[] content = new byte[read.content().readableBytes()];
        read.content().readBytes(content);
        assertThat(content).isEqualTo(payload);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 124, 125, 65_534, 65_535})
    void text_isReadBackWhole(int length) {
        String data = "x".repeat(length);

        WebSocketFrame read = read(EnginePacket.message(data).frame());

        assertThat(read).isInstanceOf(TextWebSocketFrame.class);
        assertThat(((TextWebSocketFrame) read).text()).isEqualTo("4" + data);
    }

    @Test
    void text_isUtf8() {
        WebSocketFrame read = read(EnginePacket.message("Für Elise 🎹").frame());

        assertThat(((TextWebSocketFrame) read).text()).isEqualTo("4Für Elise 🎹");
    }

    private WebSocketFrame read(byte[] bytes) {
        client.writeInbound(Unpooled.wrappedBuffer(bytes));
        WebSocketFrame frame = client.readInbound();
        assertThat(client.<Object>readInbound()).isNull();
        return frame;
    }
}
