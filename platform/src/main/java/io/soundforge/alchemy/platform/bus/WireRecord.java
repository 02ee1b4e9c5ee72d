package io.soundforge.alchemy.platform.bus;

/**
 * A record that came from another node and was not read yet: only the receiver knows which type it expects.
 *
 * @param type stable name, see {@link RecordCodec#nameOf}
 */
record WireRecord(String type, String json) {
    <T> T as(Class<T> expected) {
        String name = RecordCodec.nameOf(expected);
        if (!name.equals(type)) {
            throw new IllegalArgumentException("expected a message of type " + name + ", got " + type);
        }
        return WireJson.read(json, expected);
    }
}
