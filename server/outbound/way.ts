/** Tells why a connection was refused at once: the runtime says `ECONNREFUSED` also where no packet ever left. */
import { isIPv6 } from "node:net";
import { type Fault, faultOf, FAULTS } from "./faults.ts";

/** Asks the system for the way to an address, with a datagram socket that is connected and sends nothing. */
export async function faultOfRefusal(address: string): Promise<Fault> {
  try {
    const hostname = isIPv6(address) ? "::" : "0.0.0.0";
    const socket = await Bun.udpSocket({ hostname, connect: { hostname: address, port: 9 } });
    socket.close();
    return FAULTS.refused;
  } catch (error) {
    return faultOf(error);
  }
}
