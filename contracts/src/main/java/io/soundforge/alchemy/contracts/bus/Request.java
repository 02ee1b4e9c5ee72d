package io.soundforge.alchemy.contracts.bus;

/**
 * The address of a question that is answered within seconds or fails, with the types of question and answer.
 *
 * @param address {@code feature.thing.verb}
 */
public record Request<Q, A>(String address, Class<Q> question, Class<A> answer) {
    public static <Q, A> Request<Q, A> of(String address, Class<Q> question, Class<A> answer) {
        return new Request<>(address, question, answer);
    }
}
