package io.soundforge.alchemy.platform.identity;

/** What a route asks of its callers. */
public enum Need {
    /** Nothing: health, the page, descriptions. */
    NOTHING,
    /** To see what is the caller's own. */
    LOOK,
    /** To create or change what is the caller's own. */
    CHANGE,
    /** To change what is everybody's, or to see how the server does. */
    OPERATE
}
