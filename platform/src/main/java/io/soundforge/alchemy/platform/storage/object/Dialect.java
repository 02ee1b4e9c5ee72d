package io.soundforge.alchemy.platform.storage.object;

/** What differs between the stores when one talks to them. */
interface Dialect {
    /** The call with whatever shows that it is ours; made anew for each try. */
    Call signed(Call call);

    /** What an answer that is not fine means. */
    StoreFault faultOf(Answer answer);
}
