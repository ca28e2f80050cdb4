-- wrk: a telemetry heartbeat for a participation of the list, each thread and request another one.
local ids = {}
for line in io.lines(os.getenv("IDS")) do ids[#ids + 1] = line end
local headers = { ["Authorization"] = "Bearer " .. os.getenv("KEY"), ["Content-Type"] = "application/json" }
local next = 0
function init(args) math.randomseed(os.time()); next = math.random(#ids) end
function request()
  next = next % #ids + 1
  if os.getenv("METHOD") == "GET" then
    return wrk.format("GET", "/vpp-participations/" .. ids[next], headers)
  end
  return wrk.format("POST", "/vpp-participations/" .. ids[next] .. "/events", headers, '{"event":"TELEMETRY_RECEIVED"}')
end
function done(summary, latency, requests)
  io.write(string.format("RESULT %.1f %.2f %d\n", summary.requests / summary.duration * 1e6, latency:percentile(99) / 1000, summary.errors.status + summary.errors.timeout + summary.errors.read))
end
