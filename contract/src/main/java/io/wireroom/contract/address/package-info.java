/** Web addresses in the one form that identities are taken over, and the site and host that an address belongs to. Pure. */
@NullMarked
package io.wireroom.contract.address;

import org.jspecify.annotations.NullMarked;
