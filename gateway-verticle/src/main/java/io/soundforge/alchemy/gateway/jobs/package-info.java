@NullMarked
package io.soundforge.alchemy.gateway.jobs;

import org.jspecify.annotations.NullMarked;
