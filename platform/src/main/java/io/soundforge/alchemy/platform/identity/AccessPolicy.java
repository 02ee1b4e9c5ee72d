package io.soundforge.alchemy.platform.identity;

import io.soundforge.alchemy.contracts.track.OwnerId;

/** Who may see and change what; one policy for requests and sockets. */
public final class AccessPolicy {
    private AccessPolicy() {}

    /** An owner sees and changes what is theirs. */
    public static boolean mayAccess(OwnerId caller, OwnerId owner) {
        return caller.equals(owner);
    }
}
