package io.soundforge.alchemy.websocket.engineio;

/** The kinds of packet, each written as one digit, in the order of the digits. */
public enum PacketType {
    OPEN('0'),
    CLOSE('1'),
    PING('2'),
    PONG('3'),
    MESSAGE('4'),
    UPGRADE('5'),
    NOOP('6');

    private static final PacketType[] TYPES = values();

    private final char digit;

    PacketType(char digit) {
        this.digit = digit;
    }

    char digit() {
        return digit;
    }

    /**
     * The type that a digit stands for.
     *
     * @throws EngineFormatException if there is none
     */
    static PacketType of(char digit) {
        int index = digit - '0';
        if (index < 0 || index >= TYPES.length) {
            throw new EngineFormatException("expected a packet type of 0 to 6; got character " + (int) digit);
        }
        return TYPES[index];
    }
}
