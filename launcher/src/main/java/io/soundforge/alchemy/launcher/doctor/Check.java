package io.soundforge.alchemy.launcher.doctor;

import java.util.List;

/** Looks at one thing that can be wrong, and changes nothing that stays. */
interface Check {
    /** Lower case, such as {@code disk}. */
    String name();

    /** At least one finding. Blocks; may throw, which is a finding too. */
    List<Finding> look() throws Exception;
}
