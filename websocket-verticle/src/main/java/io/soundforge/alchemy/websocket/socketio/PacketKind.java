package io.soundforge.alchemy.websocket.socketio;

/** The kinds of packet, each written as one digit, in the order of the digits. */
enum PacketKind {
    CONNECT('0'),
    DISCONNECT('1'),
    EVENT('2'),
    ACK('3'),
    CONNECT_ERROR('4'),
    BINARY_EVENT('5'),
    BINARY_ACK('6');

    private static final PacketKind[] KINDS = values();

    private final char digit;

    PacketKind(char digit) {
        this.digit = digit;
    }

    char digit() {
        return digit;
    }

    boolean binary() {
        return this == BINARY_EVENT || this == BINARY_ACK;
    }

    static PacketKind of(char digit) {
        int index = digit - '0';
        if (index < 0 || index >= KINDS.length) {
            throw new SocketFormatException("expected a packet kind of 0 to 6; got character " + (int) digit);
        }
        return KINDS[index];
    }
}
