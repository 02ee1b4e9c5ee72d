package io.soundforge.alchemy.contracts.bus;

/** The address of a message to everybody who listens; it may be lost. */
public record Topic<E>(String address, Class<E> type) {
    public static <E> Topic<E> of(String address, Class<E> type) {
        return new Topic<>(address, type);
    }
}
